/**
 * Reads the policy file, in the same strict subset of YAML as plans. No file: the defaults. A file that does not hold: no policy
 * at all, so that nobody can go on with the defaults by mistake.
 */

import { type FrontMatter, MAX_FRONT_MATTER, readFrontMatter } from '../plan/front-matter.ts';
import { CODES, type Place, type Problem, type ProblemCode } from '../plan/problem.ts';
import type { Rule } from '../plan/rules/rule.ts';
import { MAX_BYTES, readSource } from '../plan/source.ts';
import { misfits } from './misfit.ts';
import { DEFAULT_POLICY, type Policy, policySchema } from './schema.ts';
import { mayBeSet } from './severities.ts';
import { yamlRules } from './yaml-rules.ts';

export interface PolicyReading {
  path: string;
  /** Absent as soon as there is a problem. */
  policy?: Policy;
  /** Where the value of each key comes from, by its dotted name, in the schema's order. */
  origin: Record<string, 'default' | 'file'>;
  problems: Problem[];
}

/** Never throws. `bytes` is undefined where the default branch has no such file. */
export function readPolicy(
  bytes: Uint8Array | undefined,
  path: string,
  rules: readonly Rule[] = yamlRules,
): PolicyReading {
  if (bytes === undefined)
    return { path, policy: DEFAULT_POLICY, origin: originOf(DEFAULT_POLICY, {}), problems: [] };
  const read = readYaml(bytes, path, rules);
  const found = 'findings' in read ? read.findings : check(read);
  if (Array.isArray(found)) {
    const problems = found.map((one): Problem => ({ ...one, severity: CODES[one.code], file: path }));
    return { path, origin: {}, problems };
  }
  return { path, policy: found.policy, origin: originOf(found.policy, found.value), problems: [] };
}

interface PolicyFinding extends Place {
  code: ProblemCode;
  message: string;
  fix: string;
}

interface Yaml {
  front: FrontMatter;
  /** The place of a node in the file: the virtual opening line taken off again. */
  inFile(place: Place): Place;
}

function readYaml(
  bytes: Uint8Array,
  path: string,
  rules: readonly Rule[],
): Yaml | { findings: PolicyFinding[] } {
  const source = readSource(bytes, path);
  const tooLarge: { findings: PolicyFinding[] } = {
    findings: [
      {
        code: 'file-too-large',
        line: 1,
        column: 1,
        message: `The policy has ${bytes.length} bytes; ${MAX_FRONT_MATTER} characters are read at most.`,
        fix: 'Make it shorter.',
      },
    ],
  };
  if (bytes.length > MAX_BYTES) return tooLarge;
  if (source.validUntil !== undefined) {
    const before = source.validUntil.split('\n');
    const place = { line: before.length, column: before.at(-1)!.length + 1 };
    return {
      findings: [{ code: 'not-utf8', ...place, message: 'This is not UTF-8.', fix: 'Save it as UTF-8.' }],
    };
  }
  // The file is read as front matter is: between two lines of dashes, of which it may bring the first itself.
  const opened = source.lines[0] === '---';
  const end = source.lines.at(-1) === '' ? -1 : undefined;
  const body = source.lines.slice(opened ? 1 : 0, end);
  const shift = opened ? 0 : 1;
  const second = body.indexOf('---');
  if (second !== -1) {
    const place = { line: second + 2 - shift, column: 1 };
    const message = 'A second document begins here: a policy is one.';
    return { findings: [{ code: 'yaml-syntax', ...place, message, fix: 'Take this line out.' }] };
  }
  const text = ['---', ...body, '---', ''].join('\n');
  const framed = readSource(new TextEncoder().encode(text), path);
  const front = readFrontMatter(framed);
  if (front === undefined) return tooLarge;
  const inFile = ({ line, endLine, ...rest }: Place): Place => ({
    ...rest,
    line: Math.max(1, line - shift),
    ...(endLine === undefined ? {} : { endLine: Math.max(1, endLine - shift) }),
  });
  const findings = rules.flatMap((rule) =>
    [...rule.check({ source: framed, front })].map(({ message, fix, ...place }) => ({
      code: rule.code,
      ...inFile(place),
      message: message.replaceAll('front matter', 'policy'),
      fix,
    })),
  );
  return findings.length > 0 ? { findings } : { front, inFile };
}

function check({ front, inFile }: Yaml): { policy: Policy; value: object } | PolicyFinding[] {
  // An empty file, or one of comments only, sets nothing.
  const value = front.value ?? {};
  const parsed = policySchema.safeParse(value);
  if (!parsed.success) {
    return misfits(parsed.error, value).map(({ path, atKey, ...finding }) => ({
      ...finding,
      ...inFile(front.placeAt(path, atKey)),
    }));
  }
  const findings = Object.entries(parsed.data.rules).flatMap(([rule, severity]) => {
    const refusal = mayBeSet(rule, severity);
    return refusal ? [{ ...refusal, ...inFile(front.placeAt(['rules', rule], true)) }] : [];
  });
  return findings.length > 0 ? findings : { policy: parsed.data, value: value as object };
}

/** Lists and `rules` are one value each; everything else is taken apart to its keys. */
function originOf(policy: object, file: object, before = ''): Record<string, 'default' | 'file'> {
  const origin: Record<string, 'default' | 'file'> = {};
  for (const [key, value] of Object.entries(policy)) {
    if (value === undefined) continue;
    const name = before + key;
    const inner = (file as Record<string, unknown>)[key];
    const leaf = value === null || typeof value !== 'object' || Array.isArray(value) || name === 'rules';
    if (leaf) origin[name] = inner === undefined ? 'default' : 'file';
    else Object.assign(origin, originOf(value, (inner ?? {}) as object, `${name}.`));
  }
  return origin;
}
