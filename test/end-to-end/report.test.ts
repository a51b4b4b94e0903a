/** The report as people and programs get it from the bundle: on a terminal, as JSON that fits its published schema, as a page. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect, test } from 'vitest';
import type { Figures } from '../../src/report/figures/schema.ts';
import { reportedRepository, WAYS } from '../samples/reported-repository.ts';
import { place, project } from './place.ts';

test('a repository of plans: text, one plan, markdown, JSON by its schema, a page; nothing is changed', async () => {
  const here = await place();
  const all = reportedRepository(here.repository, WAYS.length, (plan) => WAYS[plan]!);
  const waiting = all.find(({ way }) => way === 'none')!.plan.id;
  const refs = await here.git('for-each-ref');

  const text = await here.planfile('report');
  expect(text.exit, text.stderr).toBe(0);
  expect(text.stdout).toContain('6 plans, 5 merged; 18 of 18 phases done');
  expect(text.stdout).toMatch(
    new RegExp(`Waits for people\\n\\n.*\\n  ${waiting} +somebody to merge branch plan/${waiting}\n`),
  );
  expect(
    Math.max(
      ...text.stdout
        .split('\n')
        .slice(0, -3)
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(120);

  const one = await here.planfile('report', waiting);
  expect(one.stdout).toMatch(/planned +Ann <ann@example\.org>\n +approved +ada \(all\)/);
  const markdown = await here.planfile('report', waiting, '--format', 'markdown');
  expect(markdown.stdout).toContain('```mermaid\ngantt');

  const json = await here.planfile('report', '--json', '--html', 'page.html');
  const figures = json.json<Figures>();
  const schema = JSON.parse(await readFile('plan-spec/report.schema.json', 'utf8'));
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  const fits = ajv.compile(schema);
  expect(fits(figures), JSON.stringify(fits.errors)).toBe(true);
  expect(figures.plans.filter(({ status }) => status === 'merged')).toHaveLength(5);

  // The page is the only thing that was written, and it holds all it needs.
  const page = await readFile(join(here.repository, 'page.html'), 'utf8');
  expect(page).toContain("default-src 'none'; style-src 'sha256-");
  expect(page).not.toMatch(/<script|<link|https?:\/\/|url\(|@import/);
  expect(page.match(/<details id="plan-/g)).toHaveLength(6);
  expect(await here.git('for-each-ref')).toBe(refs);
  expect(await here.git('status', '--porcelain')).toBe('?? page.html');

  expect(await here.planfile('report', 'nobody')).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('no plan "nobody"'),
  });
});

test('before anything ran: what the plan will probably cost, and what it waits for', async () => {
  const here = await place(project);
  const figures = (await here.planfile('report', 'polite', '--json')).json<Figures>();
  const [plan] = figures.plans;
  expect(plan).toMatchObject({
    status: 'draft',
    waitsFor: 'approval',
    plannedBy: [{ by: 'Ada Tester <ada@example.invalid>' }],
  });
  const { usd, onPlanner, from, tokens } = plan!.phases[0]!.estimate!;
  expect(from).toBe(0);
  expect(usd.low!).toBeLessThan(usd.likely!);
  expect(onPlanner.likely!).toBeGreaterThan(usd.likely!);
  expect(tokens.likely).toBeGreaterThan(10_000);
  expect(figures.estimates.source).toContain('SWE-agent');
  expect((await here.planfile('report', 'polite')).stdout).toContain('waits for approval of please');
});
