/**
 * What of a change may be left unread: generated and vendored files, by the attributes of the default branch, and what its policy
 * names. The change itself is not asked; everything else that nobody read makes the review none (trust.md T1, github.md G2).
 */
import { matches } from '../outcomes/paths.ts';
import type { FileDiff } from './diff.ts';

export interface LeftOut {
  path: string;
  why: string;
}

/** Attribute → value → why such a file is left out. Values as git gives them: `set`, `unset`, or a text. */
export const LEAVING_ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'linguist-generated': { set: 'generated, says .gitattributes', true: 'generated, says .gitattributes' },
  'linguist-vendored': { set: 'vendored, says .gitattributes', true: 'vendored, says .gitattributes' },
  diff: { unset: 'no text to compare, says .gitattributes' },
};

export interface LeaveRules {
  /** Attributes of the default branch, by path and name. */
  attributes: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** `review.leaveOut` of the policy. */
  patterns: readonly string[];
}

/** The changed files that may stay unread, each with the reason. */
export function leftOut(files: readonly FileDiff[], { attributes, patterns }: LeaveRules): LeftOut[] {
  return [...new Set(files.map(({ path }) => path))].flatMap((path) => {
    const why = byAttribute(attributes.get(path)) ?? (matches(path, patterns) ? 'by policy' : undefined);
    return why === undefined ? [] : [{ path, why }];
  });
}

function byAttribute(values: Readonly<Record<string, string>> = {}): string | undefined {
  return Object.entries(LEAVING_ATTRIBUTES)
    .map(([name, reasons]) => reasons[values[name] ?? ''])
    .find((why) => why !== undefined);
}
