/** What the replay answers in the reviewer's place. Its findings are true of the example, and none of them blocks. */

import { after } from './example.generated.ts';
import type { Call } from './executor.ts';

export interface PhaseReview {
  phase: string;
  /** The file by which the phase is told in a diff. */
  file: keyof typeof after;
  summary: string;
  finding?: {
    severity: 'minor' | 'nit';
    category: 'correctness' | 'production';
    /** Text of the line that it points at. */
    at: string;
    claim: string;
    evidence: string;
    scenario: string;
    suggestion: string;
  };
  /** Evidence for each criterion, in the plan's order. All are met. */
  criteria: readonly string[];
}

export const reviews: readonly PhaseReview[] = [
  {
    phase: 'slugify',
    file: 'src/slugify.js',
    summary: '`slugify` is one chain of replacements, in an order that matters and that its tests hold.',
    finding: {
      severity: 'nit',
      category: 'correctness',
      at: ".normalize('NFKD')",
      claim: 'Latin letters that do not decompose, such as ß, ø and ł, are lost.',
      evidence:
        'NFKD leaves them whole, and the replacement of everything outside a–z and 0–9 then takes them for separators.',
      scenario: '“Straße” gives `stra-e`.',
      suggestion:
        'Replace the few that occur before normalising, or write into the plan that this is accepted.',
    },
    criteria: [
      'test/slugify.test.js, first test: four spellings of one title give `what-we-read`.',
      'test/slugify.test.js, second test: `Crème brûlée` gives `creme-brulee`, composed and decomposed.',
      'Every run of other characters becomes one hyphen, and both ends are trimmed after that (last two replacements).',
      'The two branches before the end return `untitled` and `article-…`; the last test covers both.',
    ],
  },
  {
    phase: 'unique',
    file: 'src/unique.js',
    summary:
      '`unique` works in order over a set of what is taken, so the beginning of the list is stable by construction.',
    criteria: [
      'A candidate is tried until it is not in `taken`; `[a, a, a-2]` gives `[a, a-2, a-2-2]` in the second test.',
      'The loop is not entered for the first of several equal slugs.',
      'The third test compares every prefix of a list with the beginning of the whole.',
    ],
  },
  {
    phase: 'wire',
    file: 'src/router.js',
    summary:
      'The router computes slugs from the whole list for each request, which four articles allow, and looks up by slug first.',
    finding: {
      severity: 'minor',
      category: 'production',
      at: 'const slugs = unique(',
      claim: 'Removing an article can give its address to another one.',
      evidence:
        'Slugs are computed from the articles that are there; nothing remembers one that was given before.',
      scenario:
        'Article 1 is taken down: article 2 moves from `what-we-read-this-week-2` to the plain address, and links that people shared show another text.',
      suggestion:
        'Store the slug with the article. The plan puts that out of scope, so it needs a plan of its own.',
    },
    criteria: [
      'The second test follows each address of the front page and compares the text.',
      'An article is looked for by slug, then by number; no slug is digits only, so the two cannot meet. 301 and `location` are tested, and `/articles/99` is not found.',
      'Slugs are given oldest first; the test adds a fifth article with a title that is taken and compares all other lines.',
      'README.md, section “Addresses”.',
    ],
  },
];

/** What the reviewer looks at before it answers. */
export function reading(of: readonly PhaseReview[]): Call[] {
  return of.map(({ file }) => ({ tool: 'read', input: { file_path: file } }));
}

/** What the second look makes of the first's findings: they are true of the example, so all hold. */
export function rulings(of: readonly PhaseReview[]): Record<string, unknown> {
  const found = of.flatMap(({ finding }) => finding ?? []);
  return {
    summary: 'Each finding was looked up in the code.',
    findings: [],
    criteria: [],
    rulings: found.map(({ evidence }, i) => ({ finding: i + 1, holds: true, reason: evidence })),
  };
}

/** The structured output, in the shape that the session asks for. */
export function verdict(of: readonly PhaseReview[]): Record<string, unknown> {
  return {
    summary: of.map(({ summary }) => summary).join(' '),
    findings: of.flatMap(({ file, finding }) => {
      if (!finding) return [];
      const { at, ...rest } = finding;
      const line = after[file].split('\n').findIndex((text) => text.includes(at)) + 1;
      return [{ ...rest, path: file, line, endLine: null, side: 'new', replacement: null }];
    }),
    criteria: of.flatMap(({ phase, criteria }) =>
      criteria.map((evidence, index) => ({ phase, criterion: index + 1, met: true, evidence })),
    ),
    rulings: [],
  };
}
