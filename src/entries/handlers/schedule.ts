/** Handler of schedule: typed, dispatched, or commanded by a comment. */
import { join, resolve } from 'node:path';
import type { Scheduled } from '../../commands/schedule.ts';
import { Fault } from '../../ports/fault.ts';
import { cleanLine } from '../../report/clean.ts';
import type { Call } from '../program.ts';
import { localFolder } from '../wire.ts';
import { type Answer, flag, type Handler, list, text } from './answer.ts';

export const onSchedule: Handler = async ({ call, wire, cwd }) => {
  const { startWave } = await import('../../commands/schedule.ts');
  const { requireDefaultBranch } = await import('../job.ts');
  await requireDefaultBranch(wire);
  await using git = await wire.git(cwd);
  const person = await wire.person(cwd);
  const forge = await wire.forge(git, person.identity);
  const ports = { ...wire, git, seal: await wire.seal(), person, forge };
  const run = text(call, 'run') ?? wire.job?.run ?? `local-${wire.clock.nonce().slice(0, 12)}`;
  const out = text(call, 'out');
  const folder = out === undefined ? join(localFolder(git), 'runs', run, 'wave-1') : resolve(cwd, out);
  const ask = {
    cwd,
    folder,
    run,
    attempt: attemptOf(call) ?? wire.job?.attempt ?? 1,
    runs: forge.kind === 'local' ? join(localFolder(git), 'runs') : undefined,
    dryRun: flag(call, 'dryRun'),
  };
  const name = call.arguments[0];
  if (forge.kind !== 'local' && wire.job?.event === 'issue_comment' && name === undefined) {
    const { scheduleByComment } = await import('../../commands/schedule-comment.ts');
    const { readCommentEvent } = await import('../event.ts');
    const event = await readCommentEvent(wire.eventFile);
    const started = await scheduleByComment(event, ask, { url: wire.job.url }, ports);
    return started ? await answer(started, ask, ports) : nothing(folder);
  }
  if (name === undefined) {
    throw new Fault(
      'usage',
      'plan-missing',
      'schedule works on one plan: which?',
      'Name it: its id, or its path.',
    );
  }
  const started = await startWave(
    {
      ...ask,
      name,
      phases: list(call, 'phase'),
      fix: list(call, 'fix').length > 0 ? list(call, 'fix') : undefined,
      after: text(call, 'after'),
    },
    ports,
  );
  return await answer(started, ask, ports);
};

type HandlerPorts = Parameters<typeof import('../../commands/schedule.ts').startWave>[1] & {
  paint: Parameters<Handler>[0]['wire']['paint'];
};

async function answer(
  started: Scheduled,
  { folder, dryRun }: { folder: string; dryRun: boolean },
  ports: HandlerPorts,
): Promise<Answer> {
  const { schedule, doubts, notes } = started;
  const { paint } = ports;
  const { forecast } = await import('../../commands/forecast.ts');
  const { usdRange, waveMarkdown } = await import('../../report/wave-answer.ts');
  const estimates = dryRun ? await forecast(started, ports) : [];
  const costs = new Map(estimates.map(({ phase, usd }) => [phase, usdRange(usd)]));
  const verb = dryRun ? 'would start' : 'start';
  const lines = [
    ...schedule.legs.map(
      ({ phase }) =>
        `${paint.green(verb)} ${phase}${dryRun ? `, ${costs.get(phase) ?? 'not estimated'} usd` : ''}`,
    ),
    ...schedule.held.map(({ phase, message }) => `${paint.dim('held ')} ${phase}: ${cleanLine(message)}`),
    ...[...notes, ...doubts].map((note) => `note  ${cleanLine(note)}`),
    ...(dryRun ? [] : [`outcomes: ${folder}`]),
  ];
  const waiting = schedule.held.every(({ code }) => CALM.has(code));
  const legs = dryRun ? [] : schedule.legs.map(({ phase }, leg) => ({ leg, phase }));
  return {
    exit: schedule.legs.length > 0 || waiting ? 0 : 1,
    json: { folder, dryRun, ...schedule, estimates, doubts, notes },
    text: `${lines.join('\n')}\n`,
    outputs: { plan: schedule.plan, count: String(legs.length), legs: JSON.stringify(legs) },
    markdown: async () => waveMarkdown({ schedule, dryRun, estimates, doubts, notes }),
  };
}

/** A comment that is about something else. */
const nothing = (folder: string): Answer => ({
  exit: 0,
  json: { folder, legs: [], held: [] },
  text: 'The comment commands nothing to be executed.\n',
  outputs: { plan: '', count: '0', legs: '[]' },
});

/** Reasons to hold a phase that are nobody's failure. */
const CALM: ReadonlySet<string> = new Set([
  'already-done',
  'started-by-this-run',
  'already-running',
  'waiting-for-needs',
]);

function attemptOf(call: Call): number | undefined {
  const given = text(call, 'attempt');
  const attempt = Number(given);
  if (given === undefined) return undefined;
  if (Number.isInteger(attempt) && attempt >= 1) return attempt;
  throw new Fault(
    'usage',
    'attempt-invalid',
    '--attempt is a whole number from 1 on',
    'Leave it out, or give the attempt of the run.',
  );
}
