/** The front matter against its schema: the typed value, or findings in our codes. */
import { closest, distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import type { FrontMatter } from './front-matter.ts';
import type { Place, ProblemCode } from './problem.ts';
import * as schema from './schema.ts';

export type HeaderCode = Extract<
  ProblemCode,
  'unsupported-version' | 'missing-key' | 'unknown-key' | 'wrong-type' | 'wrong-value' | 'invalid-id'
>;

export interface HeaderFinding extends Place {
  code: HeaderCode;
  message: string;
  fix: string;
}

export interface Header {
  value?: schema.FrontMatter;
  findings: HeaderFinding[];
}

/** More findings would help nobody, and each is looked up in the YAML. */
const MOST = 200;

export function readHeader(front: FrontMatter): Header {
  // Another version has other keys: to complain about them would send people the wrong way.
  const version = isRecord(front.value) ? front.value.planfile : undefined;
  if (typeof version === 'number' && version !== schema.VERSION)
    return { findings: [otherVersion(front, version)] };
  const parsed = schema.frontMatter.safeParse(front.value);
  if (parsed.success) return { value: parsed.data, findings: [] };
  return { findings: parsed.error.issues.slice(0, MOST).flatMap((issue) => fromIssue(issue, front)) };
}

function otherVersion(front: FrontMatter, version: number): HeaderFinding {
  return {
    code: 'unsupported-version',
    ...front.placeAt(['planfile']),
    message: `This plan is written for version ${version} of the spec; this program reads version ${schema.VERSION}.`,
    fix: version > schema.VERSION ? 'Use a newer planfile.' : `Write \`planfile: ${schema.VERSION}\`.`,
  };
}

function fromIssue(issue: z.core.$ZodIssue, front: FrontMatter): HeaderFinding[] {
  const where = pathText(issue.path);
  const at = front.placeAt(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.slice(0, MOST).map((key) => ({
        code: 'unknown-key',
        ...front.placeAt([...issue.path, key], true),
        message: `There is no key \`${key}\` ${where ? `in \`${where}\`` : 'in a plan'}.`,
        fix: suggestion(key, keysAt(issue.path)),
      }));
    case 'invalid_type':
    case 'invalid_union': {
      const value = valueAt(front.value, issue.path);
      if (value === undefined && issue.code === 'invalid_type')
        return [missing(front, issue.path, `\`${where || 'the front matter'}\` is missing.`)];
      const expected =
        issue.code === 'invalid_type' ? typeNames(issue.expected) : 'a number or owner/name#number';
      return [
        {
          code: 'wrong-type',
          ...at,
          message: `\`${where || 'the front matter'}\` must be ${expected}, and is ${typeOf(value)}.`,
          fix: `Write ${expected}.`,
        },
      ];
    }
    default: {
      if (valueAt(front.value, issue.path) === undefined)
        return [missing(front, issue.path, `\`${where}\` is missing.`)];
      const id = issue.code === 'invalid_format' && isIdPath(issue.path);
      return [
        {
          code: id ? 'invalid-id' : 'wrong-value',
          ...at,
          message: `\`${where}\` must be ${expectationOf(issue)}.`,
          fix: id
            ? 'Give it another name.'
            : 'Write such a value; the reference of the keys says what each takes.',
        },
      ];
    }
  }
}

/** What the schema asks for, as the end of a sentence. */
function expectationOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return issue.values.length > 1 ? `one of ${issue.values.join(', ')}` : String(issue.values[0]);
    case 'too_small':
    case 'too_big': {
      const [least, limit] =
        issue.code === 'too_small' ? ([true, issue.minimum] as const) : ([false, issue.maximum] as const);
      const unit = { string: ' characters', array: ' entries' }[issue.origin as 'string' | 'array'] ?? '';
      if (unit === '' && issue.inclusive === false) return `${least ? 'above' : 'below'} ${limit}`;
      return unit === ''
        ? `${least ? 'at least' : 'at most'} ${limit}`
        : `${least ? 'at least' : 'at most'} ${limit}${unit} long`;
    }
    default:
      return issue.message;
  }
}

function missing(front: FrontMatter, path: readonly PropertyKey[], message: string): HeaderFinding {
  return {
    code: 'missing-key',
    ...front.placeAt(path),
    message,
    fix: `Add \`${String(path.at(-1) ?? 'planfile')}:\`.`,
  };
}

const isRecord = (value: unknown): value is Record<PropertyKey, unknown> =>
  typeof value === 'object' && value !== null;

function isIdPath(path: readonly PropertyKey[]): boolean {
  return path.at(-1) === 'id' || path.at(-2) === 'needs' || path.at(-1) === 'phase';
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((inner, step) => (isRecord(inner) ? inner[step] : undefined), value);
}

/** `phases[2].budget.usd`: as people say it. */
function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text ? `${text}.${String(step)}` : String(step),
    '',
  );
}

function typeNames(expected: string): string {
  const names: Record<string, string> = {
    int: 'a whole number',
    number: 'a number',
    string: 'text',
    array: 'a list',
    object: 'a mapping',
  };
  return names[expected] ?? expected;
}

function typeOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

/** The keys that the schema knows where an unknown one was found. */
function keysAt(path: readonly PropertyKey[]): string[] {
  const shapes: Record<string, { shape: object }> = {
    '': schema.frontMatter,
    phases: schema.parts.phase,
    allow: schema.parts.allow,
    models: schema.parts.models,
    'phases.models': schema.parts.models,
    budget: schema.parts.planBudget,
    'phases.budget': schema.parts.phaseBudget,
  };
  const name = path.filter((step) => typeof step === 'string').join('.');
  return Object.keys(shapes[name]?.shape ?? {});
}

function suggestion(key: string, known: string[]): string {
  return (
    near(key, known) ??
    (known.length > 0 ? `Take it out; known keys are ${known.join(', ')}.` : 'Take it out.')
  );
}

/** "Did you mean …?", where something known is near enough. */
export function near(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const best = closest(word.toLowerCase(), known);
  const enough = Math.max(1, Math.round(best.length * 0.4));
  return distance(word.toLowerCase(), best) <= enough ? `Did you mean \`${best}\`?` : undefined;
}
