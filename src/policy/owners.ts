/**
 * CODEOWNERS as GitHub reads it, and who must agree to a phase by it (trust.md T9). Of the patterns that meet a phase's paths the
 * last that matches a file decides, so that the ones that a later pattern covers whole ask nothing.
 */
import { isLiteral, matches, mayOverlap } from '../outcomes/paths.ts';

export interface OwnerRule {
  line: number;
  /** As written. */
  pattern: string;
  /** The same in the language of a plan's `paths`. */
  paths: readonly string[];
  /** `@login`, `@organization/team`, or an address. None: nobody is asked. */
  owners: readonly string[];
}

export interface OwnersReading {
  rules: OwnerRule[];
  /** Lines that cannot be read: what they would ask is not known. */
  problems: { line: number; pattern: string }[];
}

/** Where GitHub looks, in its order: the first that is there counts. */
export const OWNERS_PATHS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

export function readOwners(text: string): OwnersReading {
  const reading: OwnersReading = { rules: [], problems: [] };
  for (const [index, content] of text.split(/\r\n?|\n/).entries()) {
    const [pattern, ...words] = content.trim().split(/\s+/);
    if (!pattern || pattern.startsWith('#')) continue;
    const line = index + 1;
    const end = words.findIndex((word) => word.startsWith('#'));
    const owners = end === -1 ? words : words.slice(0, end);
    const paths = pathsOf(pattern);
    if (paths === undefined || !owners.every((owner) => owner.includes('@')))
      reading.problems.push({ line, pattern });
    else reading.rules.push({ line, pattern, paths, owners });
  }
  return reading;
}

/** The rules of which one owner each must agree to a change of these paths. */
export function rulesFor(rules: readonly OwnerRule[], paths: readonly string[]): OwnerRule[] {
  const asked = new Set<OwnerRule>();
  for (const path of paths) {
    for (const rule of rules.toReversed()) {
      if (!rule.paths.some((own) => mayOverlap(own, path))) continue;
      if (rule.owners.length > 0) asked.add(rule);
      if (rule.paths.some((own) => covers(own, path))) break;
    }
  }
  return rules.filter((rule) => asked.has(rule));
}

/** Patterns are those of .gitignore, without negation, ranges and escapes. undefined: not one of these. */
function pathsOf(pattern: string): string[] | undefined {
  if (/[!\\[\]{}]/.test(pattern)) return undefined;
  if (/^\/?\*\*?\/?$/.test(pattern) && pattern !== '/*') return ['**'];
  const name = pattern.replace(/^\//, '').replace(/\/$/, '');
  if (name === '' || name.split('/').some((part) => part === '' || part === '.' || part === '..'))
    return undefined;
  const whole = name
    .split('/')
    .map((part) => (part === '**' ? part : part.replace(/\*{2,}/g, '*')))
    .join('/');
  const isAnchored = pattern.replace(/\/$/, '').includes('/');
  const path = isAnchored ? whole : `**/${whole}`;
  if (path.endsWith('/**') || path === '**') return [path];
  if (pattern.endsWith('/')) return [`${path}/**`];
  // `docs/*` is the files of docs, and not those of its folders.
  return whole.endsWith('/*') || whole === '*' ? [path] : [path, `${path}/**`];
}

/** Does `own` surely match whatever `path` matches? False where that would take more than a look. */
function covers(own: string, path: string): boolean {
  if (own === '**' || own === path) return true;
  if (isLiteral(path)) return matches(path, [own]);
  const folder = own.endsWith('/**') ? own.slice(0, -2) : undefined;
  return folder !== undefined && !/[*?]/.test(folder) && path.startsWith(folder);
}
