import { expect, test } from 'vitest';
import { review } from '../../test/samples/report.ts';
import type { Finding } from '../outcomes/review.ts';
import { readMarker, readReviewMarker } from '../review/marker.ts';
import { mendsOf } from '../review/mends.ts';
import { commentMarkdown, pullReviewBody } from './pull-review.ts';

const secret = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
const check = { conclusion: 'failure', title: 'Blocked: 1 major' } as const;
const head = 'c'.repeat(40);
const bodyOf = (said: Partial<typeof review>, built = true) => {
  const all = { ...review, ...said };
  const beside = all.findings.map((finding) => ({ finding, why: 'no hunk shows the line' }));
  const mends = built ? mendsOf(all) : undefined;
  return pullReviewBody({
    plan: 'slug-titles',
    review: all,
    check,
    beside,
    onLines: 0,
    decisions: [],
    head,
    mends,
  });
};

test('a secret in a claim is neither in the comment nor in what nobody sees of it', () => {
  const finding = {
    severity: 'major' as const,
    category: 'security' as const,
    path: 'src/a.ts',
    line: 1,
    endLine: null,
    side: 'new' as const,
    claim: `The token ${secret} is committed`,
    evidence: `const token = '${secret}'`,
    scenario: 'Anybody reads it',
    suggestion: null,
    replacement: null,
    by: 'model' as const,
    standing: 'confirmed' as const,
    reason: 'seen',
    fingerprint: '0123456789abcdef',
    anchor: '',
  };
  const body = commentMarkdown({ finding, path: 'src/a.ts', line: 1, side: 'right' } as never);
  expect(body).not.toContain(secret);
  expect(body).not.toContain(secret.slice(4));
  expect(readMarker(body)?.claim).toContain('[redacted]');
});

test('what was found can be taken from the review of a plan, by the ids that it shows; of no other change', () => {
  const body = bodyOf({});
  const marker = readReviewMarker(body);
  expect(marker).toMatchObject({ head, tree: review.tree, left: 0, mends: mendsOf(review) });
  for (const { id } of marker!.mends!) expect(body.split('<!--')[0]).toContain(`\`${id.slice(0, 8)}\``);
  expect(body).toContain('/planfile fix');
  const other = bodyOf({}, false);
  expect(other).not.toContain('/planfile fix');
  expect(readReviewMarker(other)).not.toHaveProperty('mends');
});

test('text and marker stay within what a comment takes; the worst is kept, and how much is not is said', () => {
  const many = (text: string) =>
    Array.from(
      { length: 100 },
      (_, nth): Finding => ({
        ...review.findings[1]!,
        severity: nth === 99 ? 'blocker' : 'minor',
        fingerprint: nth.toString(16).padStart(16, '0'),
        standing: 'confirmed',
        claim: text,
        evidence: text,
        scenario: text,
      }),
    );
  for (const text of ['x'.repeat(20_000), '界'.repeat(20_000), '-->'.repeat(6_000), '`'.repeat(20_000)]) {
    const body = bodyOf({ findings: many(text), summary: text });
    expect(body.length).toBeLessThanOrEqual(65_536);
    const marker = readReviewMarker(body);
    expect(marker!.mends!.length).toBeGreaterThan(5);
    expect(marker!.mends![0]!.severity).toBe('blocker');
    expect(body).toContain(`${marker!.left} more findings did not fit here`);
    expect(body).toContain('/planfile fix');
  }
});

test('a secret in what can be sent back is not posted, hidden or not', () => {
  const findings = [
    { ...review.findings[0]!, evidence: `It says ${secret}`, suggestion: `Take out ${secret}` },
  ];
  const body = bodyOf({ findings });
  expect(body).not.toContain(secret.slice(4));
  expect(readReviewMarker(body)!.mends!.find(({ suggestion }) => suggestion)!.suggestion).toContain(
    '[redacted]',
  );
});
