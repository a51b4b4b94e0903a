/** One plan half on its way, as the commands hand it to the reports. Shared by tests that snapshot what people see. */
import type { PhaseDecision } from '../../src/lifecycle/gate.ts';
import type { UsageLine } from '../../src/outcomes/header.ts';
import type { Finding, Review } from '../../src/outcomes/review.ts';
import type { CostEntry } from '../../src/report/cost.ts';
import type { PhaseView, PlanView } from '../../src/report/status.ts';

const usage = (
  role: UsageLine['role'],
  model: string,
  input: number,
  output: number,
  usd: number | null,
): UsageLine => ({
  role,
  model,
  calls: 3,
  input,
  cacheRead: input * 20,
  cacheWrite: input * 4,
  output,
  usd,
});

export const spending: CostEntry[] = [
  {
    label: 'slugify',
    turns: 6,
    seconds: 74.2,
    usage: [usage('executor', 'claude-sonnet-5-5', 600, 2_400, 0.0315)],
    done: true,
  },
  {
    label: 'unique',
    turns: 4,
    seconds: 8.31,
    usage: [
      usage('executor', 'claude-sonnet-5-5', 412, 1_102, 0.0168),
      usage('advisor', 'claude-opus-5-5', 90, 310, 0.0094),
    ],
    done: true,
  },
  { label: 'cancelled', turns: 0, seconds: 0.2, usage: [] },
  {
    label: 'review 1',
    turns: 2,
    seconds: 31,
    usage: [usage('reviewer', 'claude-opus-5-5', 1_250, 1_900, 0.0741)],
  },
];

const phase = (name: string, state: PhaseView['state'], more: Partial<PhaseView> = {}): PhaseView => ({
  phase: name,
  title: `Do ${name}`,
  digest: name.padEnd(64, '0'),
  state,
  reason: null,
  message: '',
  needs: [],
  approval: {
    decision: 'approved',
    code: 'approved',
    message: 'approved by Mona <mona@example.com>',
    fix: '',
  },
  waitingFor: [],
  commit: null,
  mended: 0,
  model: null,
  usd: 0,
  consults: 0,
  estimate: null,
  ...more,
});

export const plan: PlanView = {
  id: 'slug-titles',
  path: 'plans/slug-titles.md',
  title: 'Make slugs from titles',
  branch: 'plan/slug-titles',
  status: 'blocked',
  notes: ["the branch's copy of the plan counts"],
  toApprove: {
    set: '0123456789abcdef'.repeat(4),
    phases: ['wire', 'end'],
    command: 'planfile approve slug-titles --phase wire --phase end',
  },
  next: 'revise plans/slug-titles.md: docs found it wrong',
  review: { verdict: 'pass', why: '7 criteria met, no blocking finding', model: 'claude-opus-5-5' },
  spentUsd: 0.1318,
  phases: [
    phase('slugify', 'done', {
      commit: 'c0ffee'.repeat(6),
      model: 'claude-sonnet-5-5',
      usd: 0.0315,
      consults: 2,
    }),
    phase('unique', 'failed', {
      reason: 'verify',
      message: '`npm test` failed after 3 rounds',
      commit: 'beef'.repeat(10),
      usd: 1.25,
    }),
    phase('docs', 'blocked', {
      reason: 'escalated',
      message: 'the file @mona names is \u001B[31mnot there\u001B[0m',
      model: 'claude-sonnet-5-5',
    }),
    phase('wire', 'pending', {
      estimate: { low: 0.06, likely: 0.21, high: 0.9 },
      needs: ['slugify', 'unique'],
      waitingFor: ['unique'],
      approval: {
        decision: 'refused',
        code: 'approval-lapsed',
        message:
          'Mona approved wire as 0123456789ab on 2026-11-20; wire, or what it builds on, changed since, and is now ba9876543210',
        fix: 'planfile approve slug-titles',
      },
    }),
    phase('end', 'pending', { needs: ['wire'], waitingFor: ['wire'] }),
    phase('later', 'running', { needs: ['slugify'] }),
  ],
  problems: [{ message: 'record, line 7: slugify is done already', fix: 'Nothing: the line is skipped.' }],
};

export const decisions: PhaseDecision[] = [
  {
    phase: 'slugify',
    digest: 'aa'.repeat(32),
    decision: 'approved',
    code: 'approved',
    message: 'approved by Mona <mona@example.com>',
    fix: '',
    waitingFor: [],
    approvals: [
      standing('yes', '2026-11-21T20:15:00.000Z', ''),
      standing('no', '2026-10-01T08:00:00.000Z', 'it was given on 2026-10-01 and lives 30 days'),
    ],
  },
  {
    phase: 'wire',
    digest: 'bb'.repeat(32),
    decision: 'refused',
    code: 'not-approved',
    message: 'wire is not approved',
    fix: 'planfile approve slug-titles',
    waitingFor: ['slugify', 'unique'],
    approvals: [],
  },
  {
    phase: 'end',
    digest: 'cc'.repeat(32),
    decision: 'undecided',
    code: 'forge-silent',
    message: 'the approval by Mona could not be checked: the forge answered 502',
    fix: 'Ask again when it can be asked, or approve anew.',
    waitingFor: [],
    approvals: [],
  },
];

function standing(counts: 'yes' | 'no', at: string, why: string): PhaseDecision['approvals'][number] {
  return {
    key: '0'.repeat(32),
    line: 1,
    by: 'Mona <mona@example.com>',
    person: 'Mona <mona@example.com>',
    at,
    evidence: 'local',
    digest: 'aa'.repeat(32),
    counts,
    code: counts === 'yes' ? 'holds' : 'expired',
    why,
  };
}

const finding = (more: Partial<Finding>): Finding => ({
  fingerprint: '0'.repeat(16),
  severity: 'nit',
  category: 'correctness',
  path: 'src/slugify.js',
  line: 7,
  endLine: 9,
  side: 'new',
  claim: 'Letters that do not decompose are lost.',
  evidence: 'NFKD leaves `ß` whole.',
  scenario: '“Straße” gives `stra-e`.',
  suggestion: null,
  replacement: null,
  by: 'model',
  standing: 'confirmed',
  reason: 'src/slugify.js:7 drops them.',
  ...more,
});

export const review: Review = {
  planfile: 1,
  plan: 'slug-titles',
  run: 'local-1',
  attempt: 1,
  nonce: '0'.repeat(32),
  kind: 'review',
  tree: 'deadbeef'.repeat(5),
  base: 'c0ffee00'.repeat(5),
  head: null,
  verdict: 'block',
  why: 'major: Removing an article gives its address to another one',
  cause: null,
  summary: 'It does what the plan says.\n\n- small\n- tested',
  findings: [
    finding({}),
    finding({
      severity: 'major',
      category: 'production',
      path: 'src/router.js',
      line: 29,
      claim: 'Removing an article gives its address to another one.',
      suggestion: 'Store the slug, see https://example.com and @mona. Fixes #12',
    }),
    finding({
      by: 'program',
      category: 'process',
      path: 'test/slugify.test.js',
      line: null,
      claim: 'verify loads this file, and the phase changed it',
      evidence: 'test/slugify.test.js',
      scenario: 'Its passing speaks for itself only.',
    }),
    finding({
      severity: 'blocker',
      claim: 'It loops for ever on an empty title.',
      standing: 'refuted',
      reason: 'src/slugify.js:3 returns before the loop.',
    }),
    finding({
      severity: 'minor',
      path: null,
      line: null,
      claim: 'No changelog entry',
      evidence: '',
      scenario: '',
    }),
  ],
  criteria: [
    { phase: 'slugify', criterion: 1, text: 'Case makes no difference', met: true, evidence: 'first test' },
    { phase: 'slugify', criterion: 2, text: 'Marks are removed | é', met: false, evidence: 'no test; a|b' },
  ],
  leftOut: [{ path: 'dist/router.js', why: 'generated, says .gitattributes' }],
  unread: [],
  context: [],
  notes: ['claude-opus-5-5 was asked, and claude-sonnet-5-5 answered'],
  model: 'claude-opus-5-5',
  turns: 2,
  seconds: 31,
  usage: [],
};
