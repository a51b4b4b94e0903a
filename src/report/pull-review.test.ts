import { expect, test } from 'vitest';
import { readMarker } from '../review/marker.ts';
import { commentMarkdown } from './pull-review.ts';

const secret = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;

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
