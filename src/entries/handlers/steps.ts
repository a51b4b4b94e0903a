/** Handlers of the steps that `run`, or a workflow, puts together: each reads and writes outcome files in one folder. */
import { exitOfReason } from '../../outcomes/header.ts';
import type { Result } from '../../outcomes/result.ts';
import { Fault } from '../../ports/fault.ts';
import { cleanLine } from '../../report/clean.ts';
import type { SandboxChoice } from '../confinement.ts';
import { requireDefaultBranch } from '../job.ts';
import type { Call } from '../program.ts';
import { type Handler, type HandlerContext, list, outFolder, text } from './answer.ts';

/** `--no-sandbox` is commander's negation: `sandbox` is true unless it was given. */
export const sandboxChoice = (call: Call): SandboxChoice => ({
  confined: call.options.sandbox !== false,
  mounts: list(call, 'mount'),
  allowed: list(call, 'allowCommand'),
});

export const onExecute: Handler = async (context) => {
  const { call, cwd, signal } = context;
  const phase = text(call, 'phase');
  if (phase === undefined)
    throw new Fault(
      'usage',
      'phase-missing',
      'execute builds one phase: which?',
      'planfile execute --phase <id> --out <folder>',
    );
  await requireDefaultBranch(context.wire);
  await using ports = await modelPorts(context);
  const { execute } = await import('../../commands/execute.ts');
  const documents = { paths: list(call, 'context'), cwd };
  const ask = { folder: outFolder(call, cwd), phase, context: documents, signal };
  const { result, fault, against } = await execute(ask, ports);
  const said = `${result.phase} ${result.outcome}${result.reason ? ` (${result.reason})` : ''}: ${result.message}`;
  const markdown = async () => {
    const { sessionMarkdown } = await import('../../report/session-markdown.ts');
    return sessionMarkdown(result, against);
  };
  return { exit: fault?.exit ?? exitOfResult(result), json: result, text: `${said}\n`, markdown };
};

const exitOfResult = ({ outcome, reason }: Pick<Result, 'outcome' | 'reason'>): 0 | 1 | 3 =>
  outcome === 'built' ? 0 : exitOfReason(reason ?? 'error');

export const onVerify: Handler = async ({ call, wire, cwd, signal }) => {
  const { verify } = await import('../../commands/verify.ts');
  await using git = await wire.git(cwd);
  const ports = {
    ...wire,
    git,
    person: await wire.person(cwd),
    sandbox: await wire.sandbox(sandboxChoice(call)),
  };
  const { verification: outcome, fault } = await verify({ folder: outFolder(call, cwd), signal }, ports);
  const lines = [
    ...outcome.passed.map(({ phase }) => `${wire.paint.green('✓')} ${phase} holds`),
    ...outcome.leftOut.map(
      ({ phase, reason, message }) => `${wire.paint.red('✗')} ${phase} (${reason}): ${message}`,
    ),
  ];
  return {
    exit: fault?.exit ?? (outcome.leftOut.length === 0 ? 0 : 1),
    json: outcome,
    text: `${lines.join('\n')}\n`,
    markdown: async () => {
      const { verificationMarkdown } = await import('../../report/verification-markdown.ts');
      return verificationMarkdown(outcome);
    },
  };
};

export const onPublish: Handler = async ({ call, wire, cwd }) => {
  const { publish } = await import('../../commands/publish.ts');
  await requireDefaultBranch(wire);
  await using git = await wire.git(cwd);
  const person = await wire.person(cwd);
  const ports = {
    ...wire,
    git,
    seal: await wire.seal(),
    person,
    forge: await wire.forge(git, person.identity),
  };
  const folder = outFolder(call, cwd);
  const { isDrafting, publishDrafted } = await import('./drafting.ts');
  if (await isDrafting(wire.files, folder)) return await publishDrafted(ports, { folder, cwd });
  const { isReviewing, publishReviewed } = await import('./reviewing.ts');
  if (await isReviewing(wire.files, folder)) return await publishReviewed(ports, folder);
  const { landing, fault } = await publish({ folder }, ports);
  const lines = landing.ended.map(({ phase, outcome: ending, commit, kept }) => {
    const place = commit ? ` ${commit.slice(0, 12)}` : kept ? `, work at ${kept}` : '';
    return `${ending === 'done' ? wire.paint.green('✓') : wire.paint.red('✗')} ${phase} ${ending}${place}`;
  });
  const pull = landing.pull === null ? [] : [`pull request: #${landing.pull}`];
  const notes = landing.notes.map((note) => `${wire.paint.yellow('!')} ${cleanLine(note, 1_000)}`);
  const said = [...lines, `check: ${cleanLine(landing.check.title)}`, ...pull, ...notes];
  const markdown = async () => {
    const { landingMarkdown } = await import('../../report/landing-markdown.ts');
    return landingMarkdown(landing);
  };
  return { exit: fault?.exit ?? 0, json: landing, text: `${said.join('\n')}\n`, markdown };
};

/** What a model job may touch; the repository's lens is closed with it. */
export async function modelPorts({ call, wire, cwd }: Pick<HandlerContext, 'call' | 'wire' | 'cwd'>) {
  await using stack = new AsyncDisposableStack();
  const choice = sandboxChoice(call);
  const sandbox = await wire.sandbox(choice);
  const git = stack.use(await wire.git(cwd));
  // It takes a while, and is kept until somebody asks: what comes before is loaded and read meanwhile.
  void sandbox.probe().catch(() => {});
  // Without a sandbox it asks at this terminal.
  const live = stack.use(choice.confined ? await wire.live() : undefined);
  const ports = {
    ...wire,
    ...(live && { progress: live.progress }),
    git,
    person: await wire.person(cwd),
    model: await wire.model(),
    sandbox,
  };
  const owned = stack.move();
  return { ...ports, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
