/**
 * `/planfile execute <plan> [phase…]` in a comment: who wrote it is checked as for an approval (trust.md T10), the wave is started, and
 * the answer stands where people look. Of the event only numbers are believed.
 */
import { executionsIn } from '../lifecycle/comment-commands.ts';
import { Fault } from '../ports/fault.ts';
import type { RemarkRef } from '../ports/forge.ts';
import { answersMarkdown } from '../report/answer.ts';
import { waveMarkdown } from '../report/wave-answer.ts';
import type { CommentEvent } from './approve-comment.ts';
import { markedIssue } from './marked-issue.ts';
import { reactTo } from './reacting.ts';
import { type ScheduleAsk, type Scheduled, type SchedulePorts, startWave } from './schedule.ts';

export type CommentAsk = Omit<ScheduleAsk, 'name' | 'phases' | 'comment' | 'after'>;

/** undefined: the comment commands nothing of the kind. Refusals are answered, and thrown as the faults that they are. */
export async function scheduleByComment(
  event: CommentEvent,
  ask: CommentAsk,
  { url }: { url: string | undefined },
  ports: SchedulePorts,
): Promise<Scheduled | undefined> {
  if (event.action !== 'created') return undefined;
  const ref: RemarkRef = { kind: 'comment', on: event.on, id: event.id };
  const remark = await ports.forge.remarks.get(ref);
  const [command, ...more] = executionsIn(remark?.body ?? '');
  // Bots are not answered: two that answer each other would never end.
  if (remark === undefined || command === undefined || remark.author.kind !== 'person') return undefined;
  await reactTo(ref, 'eyes', ports);
  // On an issue that stands for a plan or a phase, nothing needs to be named.
  const issue = command.plan === undefined ? await markedIssue(event.on, ports.forge) : undefined;
  const name = command.plan ?? issue?.plan;
  const phases = issue?.phase ? [issue.phase] : command.phases;
  try {
    if (name === undefined) {
      const fix = '/planfile execute <plan>, and the phases, if not all that is ready.';
      throw new Fault('usage', 'plan-missing', 'execute works on one plan: which?', fix);
    }
    const started = await startWave({ ...ask, name, phases, comment: remark }, ports);
    const others = more.map(({ line }) => answersMarkdown([refusal(line, remark.author.login, ONE_PLAN)]));
    const body = waveMarkdown({ ...started, dryRun: ask.dryRun ?? false, url });
    const marker = `planfile-execute ${started.schedule.plan}`;
    await ports.forge.remarks.upsert(event.on, marker, [body, ...others].join('\n'));
    await reactTo(ref, started.schedule.legs.length > 0 ? 'rocket' : '-1', ports);
    return started;
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    const why = `${thrown.message}. ${thrown.fix}`;
    const answer = answersMarkdown([refusal(command.line, remark.author.login, why)]);
    await ports.forge.remarks.upsert(event.on, REFUSAL_MARKER, answer);
    await reactTo(ref, '-1', ports);
    throw thrown;
  }
}

/** One comment for all refusals: whoever may not ask writes over none of our answers, and names no comment of its own. */
const REFUSAL_MARKER = 'planfile-execute-refused';

const ONE_PLAN = 'a run works on one plan: give this command in a comment of its own';

const refusal = (line: string, by: string, why: string) => ({ line, by, accepted: false, why });
