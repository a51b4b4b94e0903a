import { expect, test } from 'vitest';
import { CODES } from '../plan/problem.ts';
import { Fault } from '../ports/fault.ts';
import { explain } from './explain.ts';

test.each(Object.keys(CODES))('%s has a page that says what it is and how grave', (code) => {
  const { page } = explain(code);
  expect(page).toMatch(new RegExp(`^# ${code}: \\S`));
  expect(page).toMatch(/^(?:An error|A warning|A note)/m);
  // Whatever an example hides is written out.
  expect(page.replaceAll(/[–—…“”’]/g, '')).toMatch(/^[\n\t\u0020-\u007e]*$/);
});

test('a code that is none gets the one that is meant', () => {
  const call = () => explain('hidden-htm');
  expect(call).toThrow(Fault);
  expect(call).toThrow(
    expect.objectContaining({ exit: 2, code: 'unknown-code', fix: 'Did you mean `hidden-html`?' }),
  );
});
