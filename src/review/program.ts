/** Findings of the program itself: facts about the change that no model has to notice, and none can refute. */
import type { Finding } from '../outcomes/review.ts';
import { fingerprint } from './fingerprint.ts';
import { hiddenIn } from './hidden.ts';

export interface ChangeFacts {
  unlocked: readonly string[];
  selfVerified: readonly string[];
  /** Added lines of the diff, by path. */
  added: ReadonlyMap<string, readonly { line: number; text: string }[]>;
}

export function programFindings(facts: ChangeFacts): Finding[] {
  return [
    ...facts.unlocked.map((path) =>
      finding(
        'minor',
        'process',
        path,
        null,
        'A protected file was changed, as the plan allows by name',
        'Look at it yourself.',
      ),
    ),
    ...facts.selfVerified.map((path) =>
      finding(
        'nit',
        'process',
        path,
        null,
        'verify loads this file, and the phase changed it',
        'Its passing speaks for itself only.',
      ),
    ),
    ...[...facts.added].flatMap(([path, lines]) =>
      lines.flatMap(({ line, text }) => {
        const hidden = hiddenIn(text);
        return hidden === undefined
          ? []
          : [
              finding(
                'major',
                'security',
                path,
                line,
                `The line has ${hidden}`,
                'A person who reads it does not see what a machine reads.',
              ),
            ];
      }),
    ),
  ];
}

function finding(
  severity: Finding['severity'],
  category: Finding['category'],
  path: string,
  line: number | null,
  claim: string,
  scenario: string,
): Finding {
  return {
    fingerprint: fingerprint({ category, path, claim }),
    severity,
    category,
    path,
    line,
    endLine: line,
    claim,
    evidence: line === null ? path : `${path}:${line}`,
    scenario,
    suggestion: null,
    by: 'program',
  };
}
