/** What the schema has against a policy, in the words and codes of problems. */
import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';
import type { ProblemCode } from '../plan/problem.ts';
import { policySchema } from './schema.ts';

export interface Misfit {
  code: ProblemCode;
  /** Where in the value it is; `atKey`: its key is to be shown, not its value. */
  path: PropertyKey[];
  atKey: boolean;
  message: string;
  fix: string;
}

export function misfits(error: z.ZodError, value: unknown): Misfit[] {
  return error.issues.flatMap((issue) => misfit(issue, value));
}

function misfit(issue: z.core.$ZodIssue, value: unknown): Misfit[] {
  const path = [...issue.path];
  const where = path.length === 0 ? 'the policy' : `\`${dotted(path)}\``;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      code: 'unknown-key',
      path: [...path, key],
      atKey: true,
      message: `There is no key \`${key}\` in ${where}.`,
      fix: suggestion(key, keysAt(path)),
    }));
  }
  const given = valueAt(value, path);
  if (path.length === 1 && path[0] === 'planfile' && typeof given === 'number') {
    const fix = 'Write `planfile: 1`, or use a newer planfile.';
    return [
      {
        code: 'unsupported-version',
        path,
        atKey: false,
        message: 'This program reads version 1 of the policy.',
        fix,
      },
    ];
  }
  const expected = expectedAt(path);
  if (issue.code === 'invalid_type' && given === undefined) {
    const message = `${where} is missing.`;
    return [{ code: 'missing-key', path, atKey: false, message, fix: `Write ${expected}.` }];
  }
  const wrongType = issue.code === 'invalid_type';
  // A form that only a pattern can say says itself what it is; everything else is said by the schema.
  const must = issue.code === 'invalid_format' ? issue.message : expected;
  const described = schemaAt(path)?.description;
  return [
    {
      code: wrongType ? 'wrong-type' : 'wrong-value',
      path,
      atKey: false,
      message: `${where} must be ${must}.`,
      fix: described === undefined ? `Write ${must}.` : `Write ${must}. ${described}`,
    },
  ];
}

const dotted = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text === '' ? String(step) : `${text}.${String(step)}`,
    '',
  );

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[step] : undefined,
    value,
  );

/** What somebody may have meant who wrote `name`; undefined when nothing is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const near = closest(name.toLowerCase(), known);
  return distance(name.toLowerCase(), near.toLowerCase()) <= Math.max(1, near.length / 2) ? near : undefined;
}

function suggestion(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  if (near !== undefined) return `Did you mean \`${near}\`?`;
  return known.length > 0 ? `Take it out; known keys are ${known.join(', ')}.` : 'Take it out.';
}

/** The part of the schema that a path leads to; undefined where it leads out of it. */
function schemaAt(path: readonly PropertyKey[]): z.ZodType | undefined {
  return path.reduce<z.ZodType | undefined>((schema, step) => {
    const inner = schema && unwrapped(schema);
    if (inner instanceof z.ZodObject) return (inner.shape as Record<string, z.ZodType>)[String(step)];
    if (inner instanceof z.ZodArray) return inner.element as z.ZodType;
    return inner instanceof z.ZodRecord ? (inner.valueType as z.ZodType) : undefined;
  }, policySchema);
}

function unwrapped(schema: z.ZodType): z.ZodType {
  const wrapped =
    schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional;
  return wrapped ? unwrapped(schema.unwrap() as z.ZodType) : schema;
}

function keysAt(path: readonly PropertyKey[]): string[] {
  const schema = schemaAt(path);
  const inner = schema && unwrapped(schema);
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

function expectedAt(path: readonly PropertyKey[]): string {
  const schema = schemaAt(path);
  const inner = schema && unwrapped(schema);
  if (inner instanceof z.ZodObject || inner instanceof z.ZodRecord) return 'a mapping';
  if (inner instanceof z.ZodArray) return 'a list';
  if (inner instanceof z.ZodUnion) return '`any` or a list';
  if (inner instanceof z.ZodNumber) return numberOf(inner);
  if (inner instanceof z.ZodBoolean) return '`true` or `false`';
  if (inner instanceof z.ZodEnum) return `one of ${inner.options.join(', ')}`;
  return 'text';
}

function numberOf({ isInt, minValue, maxValue }: z.ZodNumber): string {
  const kind = isInt ? 'a whole number' : 'a number';
  // Not every number has bounds of its own; those of all safe integers tell nobody anything.
  const [low, high] = [minValue ?? Number.MIN_SAFE_INTEGER, maxValue ?? Number.MAX_SAFE_INTEGER];
  const from = low > Number.MIN_SAFE_INTEGER ? ` from ${low}` : '';
  return high < Number.MAX_SAFE_INTEGER ? `${kind}${from} to ${high}` : kind + from;
}
