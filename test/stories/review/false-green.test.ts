/** Ways in which a review fails to happen. None of them is a review that passes, and each says why. */
import { describe, expect, test } from 'vitest';
import type { Review } from '../../../src/outcomes/review.ts';
import { call, fault, refuse, say } from '../../doubles/messages/replies.ts';
import { inOrder, type Script } from '../../doubles/messages/server.ts';
import { planText } from '../../end-to-end/place.ts';
import { answer, type Change, openSandbox, type TryOptions, tried } from './stage.ts';

const change: Change = { files: { 'src/a.ts': 'x\n' } };
const planned: Change = {
  branch: 'plan/polite',
  files: { 'plans/polite.md': planText({ id: 'polite' }), 'please.sh': 'x\n' },
};
const met = { phase: 'please', criterion: 1, met: true, evidence: 'please.sh:1' };
const budget = (text: string): Change => ({
  ...change,
  before: { '.github/planfile.yml': `budget: {review: {${text}}}\nlimits: {wait: 5, stall: 1}\n` },
});
const reading = call('read', { file_path: 'src/a.ts' });
const cut = (reply: object, over: object) => ({ ...reply, ...over }) as ReturnType<typeof say>;

interface Way {
  name: string;
  says: Script;
  change?: Change;
  options?: TryOptions;
  cause: Review['cause'];
}

const ways: Way[] = [
  { name: 'there is no key', says: inOrder(answer()), options: { apiKey: undefined }, cause: 'credentials' },
  { name: 'the key is wrong', says: inOrder(fault(401)), cause: 'credentials' },
  { name: 'the key may not', says: inOrder(fault(403)), cause: 'credentials' },
  { name: 'the key is taken back in the middle', says: inOrder(reading, fault(403)), cause: 'credentials' },
  { name: 'the request is refused', says: inOrder(fault(400)), cause: 'service' },
  { name: 'the model is not known', says: inOrder(fault(404)), cause: 'service' },
  { name: 'the service fails', says: inOrder(fault(500)), change: budget('turns: 9'), cause: 'service' },
  {
    name: 'it is overloaded for ever',
    says: inOrder(fault(529)),
    change: budget('turns: 9'),
    cause: 'service',
  },
  { name: 'too much was asked', says: inOrder(fault(429)), change: budget('turns: 9'), cause: 'service' },
  {
    name: 'the connection is cut',
    says: inOrder({ kind: 'drop' }),
    change: budget('turns: 9'),
    cause: 'service',
  },
  { name: 'the model refuses', says: inOrder(refuse()), cause: 'refused' },
  { name: 'it answers nothing', says: inOrder(say('')), cause: 'invalid' },
  { name: 'it answers in prose', says: inOrder(say('Looks good to me!')), cause: 'invalid' },
  { name: 'it answers twice at once', says: inOrder(say('{}{}')), cause: 'invalid' },
  { name: 'it states a verdict of its own', says: inOrder(answer({ verdict: 'pass' })), cause: 'invalid' },
  {
    name: 'its findings have no evidence',
    says: inOrder(answer({ findings: [{ claim: 'x' }] })),
    cause: 'invalid',
  },
  {
    name: 'its answer is cut off',
    says: inOrder(cut(say('{"summary": "Fine.",'), { stopReason: 'max_tokens' })),
    cause: 'invalid',
  },
  { name: 'a criterion is not judged', change: planned, says: inOrder(answer()), cause: 'invalid' },
  {
    name: 'a criterion is judged twice',
    change: planned,
    says: inOrder(answer({ criteria: [met, met] })),
    cause: 'invalid',
  },
  {
    name: 'a criterion of another plan is judged',
    change: planned,
    says: inOrder(answer({ criteria: [met, { ...met, phase: 'other' }] })),
    cause: 'invalid',
  },
  { name: 'its turns are used up', says: inOrder(reading), change: budget('turns: 2'), cause: 'budget' },
  { name: 'its money is used up', says: inOrder(reading), change: budget('usd: 0.0001'), cause: 'budget' },
  {
    name: 'it was cancelled',
    says: inOrder(answer()),
    options: { signal: AbortSignal.abort() },
    cause: 'cancelled',
  },
  {
    name: 'no sandbox can be opened',
    says: inOrder(answer()),
    options: { sandbox: { ...openSandbox, probe: async () => ({ ok: false, reason: 'no', fix: [] }) } },
    cause: 'service',
  },
  {
    name: 'the sandbox breaks',
    says: inOrder(reading, answer()),
    options: {
      sandbox: {
        ...openSandbox,
        open: async () => {
          throw new Error('gone');
        },
      },
    },
    cause: 'service',
  },
  {
    name: 'a part of the diff was not fetched',
    change: { files: { 'src/big.ts': `${'x'.repeat(90)}\n`.repeat(2_000) } },
    says: inOrder(answer()),
    cause: 'unread',
  },
  {
    name: 'a file is binary',
    change: { files: { 'a.bin': '\0x' } },
    says: inOrder(answer()),
    cause: 'unread',
  },
];

describe.each(ways)('$name', ({ says, change: other, options, cause }) => {
  test('is no review, and no success', async () => {
    const { review, fault } = await tried(other ?? change, says, options);
    expect(review).toMatchObject({ verdict: 'none', cause });
    expect(review!.why).not.toBe('');
    expect(fault === null || fault.exit > 1).toBe(true);
  });
});

test('a second look that fails takes nothing away: what blocks still blocks', async () => {
  const finding = {
    severity: 'major',
    category: 'correctness',
    path: 'src/a.ts',
    line: 1,
    endLine: 1,
    claim: 'x',
    evidence: 'x',
    scenario: 'x',
    suggestion: null,
  };
  for (const second of [fault(403), refuse(), say('no')]) {
    const { review } = await tried(change, inOrder(answer({ findings: [finding] }), second));
    expect(review).toMatchObject({ verdict: 'block', findings: [{ standing: 'unjudged' }] });
  }
});

test('a policy that cannot be read is no policy, and nothing is reviewed by it', async () => {
  const broken = { ...change, before: { '.github/planfile.yml': 'review: {blocking: everything}\n' } };
  const { review, fault } = await tried(broken, inOrder(answer()));
  expect([review, fault?.code]).toEqual([undefined, 'policy-invalid']);
});
