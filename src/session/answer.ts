/** What the reviewer answers: its shape, and whether it judges what it was asked to. Fingerprints and the verdict are ours. */
import { z } from 'zod';
import { finding, type Judgement, judgement } from '../outcomes/review.ts';
import type { Told } from '../plan/told.ts';
import { readJson } from './read-json.ts';

const said = z.string().min(1).max(20_000);

const ruling = z.strictObject({
  finding: z.int().min(1).describe('Its number in the list.'),
  holds: z.boolean().describe('You saw in the code that it is there and can happen.'),
  reason: said.describe('The place, and what stands there.'),
});
export type Ruling = z.output<typeof ruling>;

/** One shape for both passes: another one would cost them the cache that they share. */
const answer = z.strictObject({
  summary: z.string().max(20_000).describe('What the change does and how well, in a few sentences.'),
  findings: z
    .array(
      finding.omit({ fingerprint: true, by: true, standing: true, reason: true }).extend({
        claim: said,
        evidence: said,
        scenario: said,
        side: finding.shape.side.default('new'),
        replacement: finding.shape.replacement.default(null),
      }),
    )
    .max(200),
  criteria: z.array(judgement.omit({ text: true }).extend({ evidence: said })).max(1_000),
  rulings: z.array(ruling).max(200).default([]).describe('Of a second look only.'),
});

export type Answer = z.output<typeof answer>;

export const answerSchema = z.toJSONSchema(answer, { io: 'input' }) as Record<string, unknown>;

/** What an answer must speak of: the criteria of phases, or the findings of a first pass, by their number. */
export type Asked = { told: readonly Told[] } | { findings: number };

/** The answer, or what is wrong with it, in words that the model is told. */
export function readAnswer(text: string, asked: Asked): { answer: Answer } | { misfit: string } {
  const read = readJson(text, answer);
  if ('misfit' in read) return read;
  const wrong = 'told' in asked ? misjudged(read.value, asked.told) : misruled(read.value, asked.findings);
  return wrong.length > 0 ? { misfit: wrong.join('\n') } : { answer: read.value };
}

/** With the criterion's own words beside each judgement. */
export const judgements = (answer: Answer, told: readonly Told[]): Judgement[] =>
  answer.criteria.map((judged) => ({
    ...judged,
    text: told.find(({ phase }) => phase.id === judged.phase)?.phase.criteria[judged.criterion - 1] ?? '',
  }));

function misjudged({ criteria }: Answer, told: readonly Told[]): string[] {
  const key = (phase: string, criterion: number) => `criterion ${criterion} of ${phase}`;
  const asked = told.flatMap(({ phase }) => phase.criteria.map((_, i) => key(phase.id, i + 1)));
  return unlike(
    asked,
    criteria.map(({ phase, criterion }) => key(phase, criterion)),
  );
}

function misruled({ rulings }: Answer, findings: number): string[] {
  return unlike(
    Array.from({ length: findings }, (_, i) => `finding ${i + 1}`),
    rulings.map(({ finding }) => `finding ${finding}`),
  );
}

/** Each that was asked is judged exactly once, and nothing else is. */
function unlike(asked: readonly string[], given: readonly string[]): string[] {
  const known = new Set(asked);
  const seen = new Set(given);
  const twice = given.filter((one, i) => given.indexOf(one) !== i);
  return [
    ...asked.filter((one) => !seen.has(one)).map((one) => `${one} is not judged`),
    ...given.filter((one) => !known.has(one)).map((one) => `${one} does not exist`),
    ...[...new Set(twice)].map((one) => `${one} is judged more than once`),
  ];
}
