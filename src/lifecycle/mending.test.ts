import { describe, expect, test } from 'vitest';
import type { Mend } from '../outcomes/mend.ts';
import { assigned, type LandedWork } from './mending.ts';

const mend = (more: Partial<Mend>): Mend => ({
  id: '0123456789abcdef',
  severity: 'major',
  category: 'correctness',
  phase: null,
  path: 'src/slug/slug.ts',
  line: 3,
  claim: 'It is wrong',
  evidence: '',
  scenario: '',
  suggestion: null,
  ...more,
});
const work = (phase: string, paths: string[], changed: string[] = []): LandedWork => ({
  phase,
  paths,
  changed: new Set(changed),
});

const landed = [
  work('slugify', ['src/slug/**'], ['src/slug/slug.ts']),
  work('wire', ['src/router.ts', 'src/slug/**'], ['src/router.ts']),
];

describe('which phase mends a finding', () => {
  test.each([
    ['the last phase that changed the file', mend({}), 'slugify'],
    ['the last that may, where none did', mend({ path: 'src/slug/other.ts' }), 'wire'],
    ['its own phase, of a criterion', mend({ phase: 'slugify', path: null, line: null }), 'slugify'],
  ])('%s', (_, one, phase) => {
    expect(assigned([one], landed)).toEqual({ phases: new Map([[phase, [one]]]), left: [] });
  });

  test.each([
    ['a file that no phase may change', mend({ path: 'src/other.ts' })],
    ['the change as a whole', mend({ path: null, line: null })],
    ['a criterion of a phase that has not landed', mend({ phase: 'later', path: null })],
  ])('none: %s', (_, one) => {
    expect(assigned([one], landed)).toEqual({ phases: new Map(), left: [one] });
  });
});
