/** Handlers of `run` and `demo`. */

import { Fault } from '../../ports/fault.ts';
import { demo } from '../demo.ts';
import type { Call } from '../program.ts';
import { entryFile, localFolder, type Wire } from '../wire.ts';
import { flag, type Handler, list, text } from './answer.ts';
import { planfileRun } from './run-text.ts';
import { sandboxChoice } from './steps.ts';

export const onRun: Handler = async ({ call, wire, cwd, signal }) => {
  const person = await wire.person(cwd);
  if (person.ci) {
    throw new Fault(
      'usage',
      'run-in-ci',
      '`run` is for the machine of a person: in CI its steps are jobs of their own, so that the key, the token and model-written code never meet',
      'Use the steps as jobs: schedule, execute, verify, review, publish (docs/architecture.md draws them).',
    );
  }
  const meant = await meantBy(call, wire, cwd);
  const { run } = await import('../../commands/run.ts');
  await using git = await wire.git(cwd);
  const choice = sandboxChoice(call);
  // Without a sandbox the steps themselves ask at this terminal.
  using live = choice.confined ? await wire.live() : undefined;
  const ports = {
    ...wire,
    ...(live && { progress: live.progress }),
    git,
    person,
    model: await wire.model(),
    sandbox: await wire.sandbox(choice),
    steps: wire.steps(live),
  };
  const sandboxArguments = [
    ...(choice.confined ? [] : ['--no-sandbox']),
    ...choice.mounts.flatMap((mount) => ['--mount', mount]),
    ...choice.allowed.flatMap((command) => ['--allow-command', command]),
  ];
  // Without a sandbox each verify command is asked for, and two phases cannot ask at one terminal at once.
  const jobs = choice.confined ? jobsOf(text(call, 'jobs')) : 1;
  const ask = {
    ...meant,
    cwd,
    jobs,
    sandboxArguments,
    context: list(call, 'context'),
    ...(list(call, 'fix').length > 0 ? { fix: list(call, 'fix') } : {}),
    folder: localFolder(git),
    signal,
  };
  const report = await run(ask, ports);
  return { exit: report.exit, json: report, text: planfileRun(report, wire.paint) };
};

/** The plan as named; or the one that an issue of planfile's stands for, with its phase. */
async function meantBy(
  call: Call,
  wire: Wire,
  cwd: string,
): Promise<{ name: string; phases: readonly string[] }> {
  const [name] = call.arguments;
  const issue = text(call, 'issue');
  if (name !== undefined && issue === undefined) return { name, phases: list(call, 'phase') };
  if (name !== undefined || !/^#?[1-9]\d{0,8}$/.test(issue ?? '')) {
    const message =
      issue === undefined ? 'run works on one plan: which?' : 'give a plan, or the number of an issue';
    throw new Fault('usage', 'plan-missing', message, 'planfile run <plan>, or planfile run --issue <n>');
  }
  const { requireMarked } = await import('../../commands/marked-issue.ts');
  const { plan, phase } = await requireMarked(Number(issue!.replace('#', '')), await wire.cloneForge(cwd));
  wire.progress.note(`issue ${issue} stands for ${plan}${phase ? `, phase ${phase}` : ''}`);
  return { name: plan, phases: phase ? [phase] : list(call, 'phase') };
}

function jobsOf(given: string | undefined): number {
  const jobs = Number(given ?? '2');
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= 32) return jobs;
  throw new Fault(
    'usage',
    'jobs-invalid',
    '--jobs is a whole number from 1 to 32',
    'Leave it out: two phases are built at a time.',
  );
}

export const onDemo: Handler = async ({ call, wire, signal }) => {
  const json = call.options.json === true;
  const walked = await demo({
    live: flag(call, 'live'),
    keep: flag(call, 'keep'),
    node: process.execPath,
    entry: entryFile,
    environment: wire.plainEnvironment(),
    credentials: wire.credentials(),
    sandbox: await wire.sandbox({ confined: true, mounts: [], allowed: [] }),
    // With --json the story goes where progress goes: stdout is one document.
    say: (line) => void (json ? process.stderr : process.stdout).write(line),
    signal,
  });
  return { exit: walked.exit, json: walked, text: '' };
};
