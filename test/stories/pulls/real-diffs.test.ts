/**
 * Diffs of real files: two builds of the same published modules (zod's, for CommonJS and as ES modules), which differ as two versions of a
 * package do. A comment on the first and the last line of every hunk and one outside of it: GitHub takes them all, and none is lost.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { HUNK } from '../../../src/review/diff.ts';
import { place, readPatch } from '../../../src/review/placement.ts';
import { found, stage } from './stage.ts';

const ROOT = dirname(createRequire(import.meta.url).resolve('zod/package.json'));

/** Pairs in the order of their names, so that each run has the same. */
function pairs(most: number): { path: string; before: string; after: string }[] {
  const all = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).sort();
  const there = new Set(all);
  return all
    .filter((path) => path.endsWith('.js') && there.has(`${path.slice(0, -3)}.cjs`))
    .map((path) => ({
      path: `lib/${relative('.', path)}`,
      before: readFileSync(join(ROOT, `${path.slice(0, -3)}.cjs`), 'utf8'),
      after: readFileSync(join(ROOT, path), 'utf8'),
    }))
    .filter(({ before, after }) => before !== after && after.length > 2_000)
    .slice(0, most);
}

test('50 file diffs, commented on at the ends of every hunk and outside', async () => {
  const chosen = pairs(50);
  expect(chosen).toHaveLength(50);
  await using story = await stage({
    files: Object.fromEntries(chosen.map(({ path, before }) => [path, before])),
  });
  const pull = await story.change(Object.fromEntries(chosen.map(({ path, after }) => [path, after])));
  const { cwd: _, ...ports } = await story.job();
  const files = await ports.forge.pulls.files(pull.issue.number);
  expect(files.map(({ path }) => path).sort()).toEqual(chosen.map(({ path }) => path).sort());

  const inside: string[] = [];
  const outside: string[] = [];
  const findings = files.flatMap(({ path, patch = '' }) => {
    const hunks = patch.split('\n').flatMap((row) => {
      const head = HUNK.exec(row);
      return head ? [{ old: span(head[1], head[2]), now: span(head[3], head[4]) }] : [];
    });
    expect(hunks.length).toBeGreaterThan(0);
    const shown = readPatch(patch).right;
    const last = chosen.find((one) => one.path === path)!.after.split('\n').length;
    const free = Array.from({ length: last + 5 }, (_, i) => i + 1).find((line) => !shown.has(line))!;
    const say = (line: number, side: 'new' | 'old', list: string[]) => {
      const claim = `${path} ${side} ${line}`;
      list.push(claim);
      return found(claim, { path, line, side });
    };
    return [
      ...hunks.flatMap(({ old, now }) => [
        ...(now.count > 0 ? [say(now.from, 'new', inside), say(now.to, 'new', inside)] : []),
        ...(old.count > 0 ? [say(old.from, 'old', inside), say(old.to, 'old', inside)] : []),
      ]),
      say(free, 'new', outside),
    ];
  });

  const placed = place(findings, files, { most: findings.length, allowed: () => true });
  expect(placed.inline.map(({ finding }) => finding.claim).sort()).toEqual(inside.sort());
  expect(placed.body.map(({ finding }) => finding.claim).sort()).toEqual(outside.sort());
  await ports.forge.pulls.postReview(pull.issue.number, {
    commit: pull.head.sha,
    body: 'all of it',
    comments: placed.inline.map(({ path, line, side, finding }) => ({
      path,
      line,
      side,
      body: finding.claim,
    })),
  });
  expect(pull.threads).toHaveLength(inside.length);
  expect(inside.length).toBeGreaterThan(400);
}, 120_000);

const span = (from = '1', count = '1') => ({
  from: Number(from),
  to: Number(from) + Number(count) - 1,
  count: Number(count),
});
