import { expect, it } from 'vitest';
import { findSecrets } from './secrets.ts';

// Put together here, so that no scanner takes this file for a leak.
const fake = (start: string, letters: number, sign = 'a1B2') =>
  start + sign.repeat(Math.ceil(letters / sign.length)).slice(0, letters);

it.each([
  ['an Anthropic key', fake('sk-ant-api03-', 60)],
  ['an OpenAI key', fake('sk-proj-', 60)],
  ['a GitHub token', fake('ghp_', 36)],
  ['a GitHub token', fake('github_pat_', 82)],
  ['a GitLab token', fake('glpat-', 20)],
  ['an AWS key', fake('AKIA', 16, 'ABCDEFGH')],
  ['a Google key', fake('AIza', 35)],
  ['a Slack token', fake('xoxb-', 30)],
  ['a Stripe key', fake('sk_live_', 30)],
  ['an npm token', fake('npm_', 36)],
  ['a JSON web token', `${fake('eyJ', 20)}.${fake('eyJ', 20)}.${fake('', 20)}`],
  ['a private key', `-----BEGIN RSA PRIVATE ${'KEY'}-----`],
  ['a password in an address', `postgres://admin:${fake('', 12)}@db.example.com`],
])('finds %s', (kind, secret) => {
  expect(findSecrets(`key: ${secret} end`)).toEqual([{ kind, start: 5, end: 5 + secret.length }]);
});

it.each([
  'https://user:$PASSWORD@example.com',
  'https://example.com:8080/a@b',
  'sk-learn and sk-ant-colony',
  'The token `ghp_…` goes into GITHUB_TOKEN.',
  '4f2c9b1d7e6a5c3b8d0f1e2a3b4c5d6e7f8091a2',
])('lets %s pass', (text) => {
  expect(findSecrets(text)).toEqual([]);
});

it('names every one of several, in order', () => {
  const text = `${fake('npm_', 36)} ${fake('ghp_', 36)} ${fake('npm_', 36)}`;
  expect(findSecrets(text).map(({ kind }) => kind)).toEqual([
    'an npm token',
    'a GitHub token',
    'an npm token',
  ]);
});

it('goes through a text of very many hits once, also where two formats hit the same place', () => {
  const both = `sk-ant-api03-${fake('', 40)}`;
  const token = `${fake('eyJ', 20)}.${fake('eyJ', 20)}.${fake('', 20)}`;
  const text = `${both} ${token}\n`.repeat(100_000);
  const found = findSecrets(text);
  expect(found).toHaveLength(200_000);
  expect(found[1]).toMatchObject({ kind: 'a JSON web token', start: both.length + 1 });
  expect(found.at(-2)).toMatchObject({ kind: 'an Anthropic key', end: text.length - token.length - 2 });
});
