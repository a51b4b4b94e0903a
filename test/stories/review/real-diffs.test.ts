/**
 * Fifty diffs that nobody made for a test: the same file in two versions of packages that the lock file holds. A remark stands on the
 * first and the last line of every hunk, on both sides, and on a line that no hunk shows: each lands where it belongs, none is lost.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Finding } from '../../../src/outcomes/review.ts';
import { HUNK } from '../../../src/review/diff.ts';
import { place } from '../../../src/review/placement.ts';

const WANTED = 50;

/** Folders of packages that are installed in more than one version, by name. */
function twice(): [string, string][] {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { version?: string; optional?: boolean }>;
  };
  const known = new Map<string, [folder: string, version: string | undefined]>();
  const pairs: [string, string][] = [];
  for (const [folder, { version }] of Object.entries(lock.packages)) {
    const name = folder.split('node_modules/').at(-1)!;
    const other = known.get(name);
    if (!existsSync(folder) || name === '') continue;
    if (other !== undefined && other[1] !== version) pairs.push([other[0], folder]);
    known.set(name, [folder, version]);
  }
  return pairs;
}

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.includes('node_modules') && statSync(join(folder, path)).isFile())
    .filter((path) => /\.(?:[cm]?[jt]s|json|md|ya?ml)$|LICENSE/.test(basename(path)))
    .sort();

function* diffs(): Generator<{ path: string; before: string; after: string; patch: string }> {
  for (const [one, other] of twice()) {
    // A few of each package, so that there are many kinds.
    let taken = 0;
    for (const path of filesOf(one)) {
      const [from, to] = [join(one, path), join(other, path)];
      if (taken === 4) break;
      if (!existsSync(to) || !statSync(to).isFile()) continue;
      const [before, after] = [readFileSync(from, 'utf8'), readFileSync(to, 'utf8')];
      if (before === after || before.length > 400_000) continue;
      taken += 1;
      yield { path: to, before, after, patch: patchOf(from, to) };
    }
  }
}

/** As a forge gives it: hunks alone, and no line feed at the end. */
function patchOf(from: string, to: string): string {
  let text = '';
  try {
    execFileSync('git', ['diff', '--no-index', '--no-color', '--', from, to], { maxBuffer: 1e9 });
  } catch (differs) {
    text = String((differs as { stdout: Buffer }).stdout);
  }
  return text.slice(text.indexOf('@@ ')).replace(/\n$/, '');
}

const found = (path: string, line: number, side: Finding['side']): Finding => ({
  fingerprint: '0123456789abcdef',
  severity: 'minor',
  category: 'correctness',
  path,
  line,
  endLine: line,
  side,
  claim: `${path}:${line}`,
  evidence: '',
  scenario: '',
  suggestion: null,
  replacement: null,
  by: 'model',
  standing: 'confirmed',
  reason: '',
});

test('every remark lands, on the line that it was made for', () => {
  let looked = 0;
  let remarks = 0;
  for (const { path, before, after, patch } of diffs()) {
    const rows = patch.split('\n');
    const hunks = rows.flatMap((row) => {
      const [, old, olds = '1', now, nows = '1'] = HUNK.exec(row) ?? [];
      return old === undefined
        ? []
        : [[old, olds, now, nows].map(Number) as [number, number, number, number]];
    });
    const inside = hunks.flatMap(([old, olds, now, nows]) => [
      ...(nows > 0 ? [found(path, now, 'new'), found(path, now + nows - 1, 'new')] : []),
      ...(olds > 0 ? [found(path, old, 'old'), found(path, old + olds - 1, 'old')] : []),
    ]);
    const outside = found(path, after.split('\n').length + 10, 'new');
    const { inline, body } = place([...inside, outside], [{ path, patch }], {
      allowed: () => true,
      most: Number.POSITIVE_INFINITY,
    });
    expect(inline.map(({ finding, line, side }) => [finding.line, finding.side, line, side])).toEqual(
      inside.map(({ line, side }) => [line, side, line, side === 'new' ? 'right' : 'left']),
    );
    expect(body.map(({ finding }) => finding)).toEqual([outside]);
    // The line that the forge would show is the file's own.
    for (const { line, side } of inline)
      expect((side === 'right' ? after : before).split('\n')[line - 1]).toBeDefined();
    looked += 1;
    remarks += inside.length + 1;
    if (looked === WANTED) break;
  }
  expect(looked).toBe(WANTED);
  expect(remarks).toBeGreaterThan(200);
});
