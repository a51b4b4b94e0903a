/**
 * The suite is judged too: every requirement is shown, every example of the text is run, every file has its
 * form.
 */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { CODES } from '../../src/plan/problem.ts';
import { readPlan } from '../../src/plan/read.ts';
import { example } from '../../src/plan/rules/example.ts';
import { names, read, specFolder } from './suite.ts';

const spec = readFileSync(new URL('SPEC.md', specFolder), 'utf8');
const musts = [...spec.matchAll(/\*\*\[([a-z0-9-]+)\]\*\*/g)].map(([, id]) => id!);
const untested = read<Record<string, string>>('untested.json');
const cases = names('cases/').map((file) => read<{ must: string; severity: string }>(`cases/${file}`));
const inVectors = names('vectors/').flatMap((file) =>
  [...readFileSync(new URL(`vectors/${file}`, specFolder), 'utf8').matchAll(/"must": \[([^\]]*)\]/g)].flatMap(
    ([, ids]) => [...ids!.matchAll(/"([^"]+)"/g)].map(([, id]) => id!),
  ),
);

describe('requirements', () => {
  it('have each an id of their own', () => {
    expect(musts.length).toBeGreaterThan(80);
    expect(musts.filter((id, index) => musts.indexOf(id) !== index)).toEqual([]);
  });
  it('are each shown by a case or a vector, or excused', () => {
    const shown = [...cases.map(({ must }) => must), ...inVectors];
    expect(musts.filter((id) => !shown.includes(id) && !(id in untested))).toEqual([]);
    expect([...shown, ...Object.keys(untested)].filter((id) => !musts.includes(id))).toEqual([]);
    expect(Object.keys(untested).filter((id) => shown.includes(id))).toEqual([]);
  });
  it('name every code that ours reports for all, with its severity', () => {
    const own = ['paths-match-nothing', 'unreadable'];
    expect(Object.keys(CODES).filter((code) => !musts.includes(code) && !own.includes(code))).toEqual([]);
    for (const { must, severity } of cases) expect(CODES[must as keyof typeof CODES]).toBe(severity);
  });
});

describe('the text', () => {
  const fences = [...spec.matchAll(/^```(\w+) ((?:holds|fails|text|digest)[^\n]*)\n(.*?)^```$/gms)];
  const codes = (plan: string) =>
    readPlan(new TextEncoder().encode(plan), 'plans/slugs.md').problems.map(({ code }) => code as string);

  it.each(
    fences.filter(([, , info]) => /^(?:holds|fails)/.test(info!)).map(([, , info, text]) => [info!, text!]),
  )('the example: %s', (info, text) => {
    const [verdict, ...words] = info.split(' ');
    const wrap: Record<string, (text: string) => string> = {
      body: (body) => example({ body: body.trimEnd() }),
      head: (head) => example({ head }),
    };
    const plan = (wrap[words[0]!] ?? ((whole: string) => whole))(text);
    if (verdict === 'holds') expect(codes(plan)).toEqual([]);
    else expect(codes(plan)).toContain(words.at(-1));
  });

  it('shows the canonical text and digest of its smallest plan', () => {
    const { plan } = readPlan(new TextEncoder().encode(fences[0]![3]!), 'plans/slugs.md');
    const shown = (kind: string) => fences.find(([, , info]) => info === kind)![3]!.trim();
    expect(fences[0]![3]).toBe(example());
    expect(plan!.phases[0]!.text).toBe(shown('text'));
    expect(plan!.phases[0]!.digest).toBe(shown('digest'));
  });

  it('names every key of the schema', () => {
    const schema = read<{ properties: Record<string, { items?: { properties: object } }> }>(
      'plan.schema.json',
    );
    const keys = [
      ...Object.keys(schema.properties),
      ...Object.keys(schema.properties.phases!.items!.properties),
    ];
    expect(keys.filter((key) => !spec.includes(`\`${key}\``))).toEqual([]);
  });
});

describe('files', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });

  it('of cases fit their schema, one a code', () => {
    const fits = ajv.compile(read('cases.schema.json'));
    for (const file of names('cases/')) {
      const content = read<{ must: string }>(`cases/${file}`);
      expect(fits(content), `${file}: ${JSON.stringify(fits.errors)}`).toBe(true);
      expect(file).toBe(`${content.must}.json`);
    }
  });

  it.each(['plan', 'policy', 'record-step', 'report'])('%s.schema.json is a schema', (name) => {
    expect(() => ajv.compile(read(`${name}.schema.json`))).not.toThrow();
  });

  it('are in ASCII, so that what is not shown is seen', () => {
    for (const file of [
      ...names('cases/').map((name) => `cases/${name}`),
      ...names('vectors/').map((name) => `vectors/${name}`),
    ])
      expect(/^[\n\u0020-\u007e]*$/.test(readFileSync(new URL(file, specFolder), 'utf8')), file).toBe(true);
  });

  it.each(names('examples/'))('%s is a plan that one could learn from', (file) => {
    const { plan, problems } = readPlan(
      readFileSync(new URL(`examples/${file}`, specFolder)),
      `plan-spec/examples/${file}`,
    );
    expect(problems.filter(({ severity }) => severity !== 'note')).toEqual([]);
    expect(plan!.phases.length).toBeGreaterThan(1);
  });
});
