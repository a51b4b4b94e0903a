import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GUARDS } from '../../src/adapters/bubblewrap/guards/index.ts';

test('docs/sandbox.md names every guard, once, and no other', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/sandbox.md'), 'utf8');
  const table = page.slice(page.indexOf('| guard | holds off |'), page.indexOf('## What it does not do'));
  const named = [...table.matchAll(/^\| ((?:`\S+` )+)\|/gm)].flatMap(
    ([, names]) => names!.match(/[\w-]+/g) ?? [],
  );
  expect(named.toSorted()).toEqual(GUARDS.map(({ name }) => name).toSorted());
});
