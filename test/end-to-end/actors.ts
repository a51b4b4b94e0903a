/** The models of end-to-end tests: an executor that does what each phase's script says, a reviewer that judges every criterion. */
import { call, calls, type Reply, say } from '../doubles/messages/replies.ts';
import type { RecordedRequest, Script } from '../doubles/messages/server.ts';

export type Turn = Reply | ((request: RecordedRequest) => Reply);

export interface Cast {
  /** Turns of the executor by phase; the last is repeated. */
  phases: Record<string, readonly Turn[]>;
  /** Turns of the reviewer; by default one that passes. */
  review?: readonly Turn[];
}

/** Plays the cast. Which conversation a request belongs to is told by its first message, its turn by how many answers it holds. */
export function play({ phases, review = [passing] }: Cast): Script {
  return (request) => {
    const turn = request.messages.filter(({ role }) => role === 'assistant').length;
    if (isSecondLook(request)) return confirming(request);
    const turns = isReview(request) ? review : phases[phaseOf(request, Object.keys(phases))];
    if (turns === undefined) throw new Error('no actor for this conversation');
    const now = turns[Math.min(turn, turns.length - 1)]!;
    return typeof now === 'function' ? now(request) : now;
  };
}

export const write = (path: string, content: string): Reply => call('write', { file_path: path, content });
export const bash = (command: string): Reply => call('bash', { command });
export const finish = (summary = 'Built as planned.'): Reply => call('finish', { summary, deviations: [] });
export const escalate = (because: string): Reply =>
  call('escalate', { because, proposal: 'Change the plan.' });
export { call, calls, say };

/** A review that finds every criterion met. */
export const passing: Turn = (request) => judging(request, true);
export const failing: Turn = (request) => judging(request, false);

function judging(request: RecordedRequest, met: boolean): Reply {
  const criteria = criteriaIn(request).map(({ phase, criterion }) => ({
    phase,
    criterion,
    met,
    evidence: 'please.sh',
  }));
  return say(JSON.stringify({ summary: 'Read it all.', findings: [], criteria }));
}

const isSecondLook = (request: RecordedRequest): boolean =>
  isReview(request) && firstText(request).includes('\nTake a second look.');

/** A second look that finds every finding true. */
export function confirming(request: RecordedRequest): Reply {
  const count = [...firstText(request).matchAll(/^Finding (\d+) \(/gm)].length;
  const rulings = Array.from({ length: count }, (_, i) => ({ finding: i + 1, holds: true, reason: 'seen' }));
  return say(JSON.stringify({ summary: 'Looked again.', findings: [], criteria: [], rulings }));
}

const isReview = ({ body }: RecordedRequest): boolean =>
  !JSON.stringify(body.tools ?? []).includes('"escalate"');

const firstText = ({ messages }: RecordedRequest): string => {
  const { content } = messages[0]!;
  return typeof content === 'string' ? content : content.map((block) => String(block.text ?? '')).join('\n');
};

function phaseOf(request: RecordedRequest, names: readonly string[]): string {
  const text = firstText(request);
  const found = names.find((name) => text.includes(`Your phase is **${name}**`));
  if (found === undefined) throw new Error(`no phase of ${names.join(', ')} is named in the task`);
  return found;
}

/** What the reviewer was asked to judge, read from the task as a model would. */
function criteriaIn(request: RecordedRequest): { phase: string; criterion: number }[] {
  const section = firstText(request).split('# Criteria to judge')[1]?.split('# The change')[0] ?? '';
  let phase = '';
  return section.split('\n').flatMap((line) => {
    phase = /^Phase ([a-z][a-z0-9-]*)/.exec(line)?.[1] ?? phase;
    const number = /^(\d+)\. /.exec(line)?.[1];
    return number === undefined ? [] : [{ phase, criterion: Number(number) }];
  });
}
