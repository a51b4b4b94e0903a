/**
 * `/planfile execute <plan> [phase…]` and `/planfile fix [finding…]` in a comment: who wrote it is checked as for an approval (trust.md
 * T10), the wave is started, and the answer stands where people look. Of the event only numbers are believed.
 */
import {
  type ExecuteCommand,
  executionsIn,
  type FixCommand,
  fixesIn,
} from '../lifecycle/comment-commands.ts';
import { Fault } from '../ports/fault.ts';
import type { RemarkRef } from '../ports/forge.ts';
import { answersMarkdown } from '../report/answer.ts';
import { waveMarkdown } from '../report/wave-answer.ts';
import type { CommentEvent } from './approve-comment.ts';
import { markedIssue } from './marked-issue.ts';
import { reactTo } from './reacting.ts';
import { planOfPull } from './request-plan-review.ts';
import { type ScheduleAsk, type Scheduled, type SchedulePorts, startWave } from './schedule.ts';

export type CommentAsk = Omit<ScheduleAsk, 'name' | 'phases' | 'fix' | 'comment' | 'after'>;

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
  const body = remark?.body ?? '';
  const [command, ...more] = [...executionsIn(body), ...fixesIn(body)];
  // Bots are not answered: two that answer each other would never end.
  if (remark === undefined || command === undefined || remark.author.kind !== 'person') return undefined;
  await reactTo(ref, 'eyes', ports);
  try {
    const { name, ...meant } =
      'words' in command
        ? await fixMeant(command, event.on, ports)
        : await executionMeant(command, event.on, ports);
    if (name === undefined) {
      const [verb, fix] =
        'words' in command
          ? [
              'fix',
              "/planfile fix on the plan's own pull request, or /planfile fix <plan>, and findings, if not all that blocks.",
            ]
          : ['execute', '/planfile execute <plan>, and the phases, if not all that is ready.'];
      throw new Fault('usage', 'plan-missing', `${verb} works on one plan: which?`, fix);
    }
    const started = await startWave({ ...ask, name, ...meant, comment: remark }, ports);
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

type Meant = Pick<ScheduleAsk, 'phases' | 'fix'> & { name: string | undefined };

/** On an issue that stands for a plan or a phase, nothing needs to be named. */
async function executionMeant(
  { plan, phases }: ExecuteCommand,
  on: number,
  { forge }: SchedulePorts,
): Promise<Meant> {
  const issue = plan === undefined ? await markedIssue(on, forge) : undefined;
  return { name: plan ?? issue?.plan, phases: issue?.phase ? [issue.phase] : phases };
}

/** On the plan's own pull request every word is a finding, but its own name; elsewhere the first names the plan. */
async function fixMeant({ words }: FixCommand, on: number, { forge }: SchedulePorts): Promise<Meant> {
  const pull = await forge.pulls.get(on);
  const own = pull && (await planOfPull(pull, { forge }));
  const [first, ...rest] = words;
  const fix = own === undefined || first === own ? rest : words;
  return { name: own ?? first, phases: [], fix };
}

/** One comment for all refusals: whoever may not ask writes over none of our answers, and names no comment of its own. */
const REFUSAL_MARKER = 'planfile-execute-refused';

const ONE_PLAN = 'a run works on one plan: give this command in a comment of its own';

const refusal = (line: string, by: string, why: string) => ({ line, by, accepted: false, why });
