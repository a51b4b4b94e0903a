import { expect, it } from 'vitest';
import type { JournalEntry } from '../doubles/github/journal.ts';
import { missing, needless } from './permissions.ts';

const asked = (...needs: string[][]): JournalEntry[] =>
  needs.map((alternatives) => ({
    at: '',
    method: 'GET',
    path: '',
    operation: alternatives.join('|'),
    query: {},
    needs: [alternatives as `${string}=read`[]],
  }));

it('finds what a token lacks, and what it has for nothing', () => {
  const journal = asked(['issues=write', 'pull_requests=write'], ['contents=read'], ['metadata=read']);
  expect(missing({ contents: 'read' }, journal)).toHaveLength(1);
  expect(missing({ contents: 'read', issues: 'write' }, journal)).toEqual([]);
  expect(needless({ contents: 'read', issues: 'write' }, journal)).toEqual([]);
  expect(needless({ contents: 'write', issues: 'write', checks: 'read' }, journal)).toEqual([
    'contents: write, where read is enough',
    'checks: read',
  ]);
});
