/** Handlers of what people type about plans: validate, approve, gate, status. */
import { validate } from '../../commands/validate.ts';
import { SHOWN_DIGITS } from '../../plan/digest.ts';
import { Fault } from '../../ports/fault.ts';
import { cleanLine } from '../../report/clean.ts';
import { gateText } from '../../report/gate.ts';
import { problemsAnnotations, problemsSummary, problemsText } from '../../report/problems.ts';
import { statusText } from '../../report/status.ts';
import { flag, type Handler, type HandlerContext, list, text } from './answer.ts';
import { tellPull } from './comments.ts';

export const onValidate: Handler = async ({ call, wire, cwd }) => {
  const named = call.arguments.length > 0;
  await using git = await repositoryOrNone(wire, cwd, named);
  const validation = await validate(
    { files: call.arguments, cwd, fix: flag(call, 'fix') },
    { files: wire.files, repository: git?.repository },
  );
  await tellPull(wire, validation);
  const { problems, plans, files, fixed, holds } = validation;
  const json = {
    holds,
    files,
    problems,
    fixed,
    plans: plans.map(({ id, path, title, phases }) => ({
      id,
      path,
      title,
      phases: phases.map(({ id: phase, digest }) => ({ phase, digest })),
    })),
  };
  for (const { file, line, column, code } of fixed)
    wire.progress.note(`fixed ${code} at ${cleanLine(file)}:${line}:${column}`);
  const format = text(call, 'format') ?? 'text';
  const printed = {
    json: () => `${JSON.stringify(json, null, 2)}\n`,
    github: () => {
      const { lines, left } = problemsAnnotations(problems);
      const more = left > 0 ? [`${left} more problems are not shown as annotations.`] : [];
      return `${[...lines, ...more, problemsSummary(validation)].join('\n')}\n`;
    },
    text: () =>
      files.length === 0
        ? 'There are no plans here: no PLAN.md, and no markdown file in plans/ whose front matter says `planfile: 1`.\n'
        : `${problemsText(validation, wire.paint)}\n`,
  }[format as 'text' | 'json' | 'github'];
  const markdown = async () => {
    const { planMarkdown } = await import('../../report/validation.ts');
    return plans.map(planMarkdown).join('\n');
  };
  return { exit: holds ? 0 : 1, json, text: printed(), markdown };
};

export const onExplain: Handler = async ({ call }) => {
  const { explain } = await import('../../commands/explain.ts');
  const explanation = explain(call.arguments[0]!);
  return { exit: 0, json: explanation, text: explanation.page };
};

/** Named files can be checked anywhere; "every plan of the repository" needs one. */
async function repositoryOrNone(wire: HandlerContext['wire'], cwd: string, named: boolean) {
  try {
    return await wire.checkout(cwd);
  } catch (fault) {
    if (named && fault instanceof Fault && fault.code === 'not-a-repository') return undefined;
    throw fault;
  }
}

export const onApprove: Handler = async ({ call, wire, cwd }) => {
  const { approve } = await import('../../commands/approve.ts');
  await using git = await wire.git(cwd);
  const person = await wire.person(cwd);
  const forge = await wire.forge(git, person.identity);
  const ports = { ...wire, git, seal: await wire.seal(), person, forge };
  const ask = { name: call.arguments[0]!, cwd, phases: list(call, 'phase'), yes: flag(call, 'yes') };
  const { where, by, set, approved, standing } = await approve(ask, ports);
  for (const note of where.notes) wire.progress.note(note);
  const { green, dim } = wire.paint;
  const lines = [
    ...approved.map(({ phase, digest }) => `${green('✓')} ${phase} ${dim(digest.slice(0, 12))} approved`),
    ...standing.map((phase) => dim(`✓ ${phase} needs no further approval`)),
    dim(`by ${cleanLine(by)}, set digest ${set.slice(0, SHOWN_DIGITS)}; it allows this machine's run`),
    `next: planfile run ${where.plan.id}`,
  ];
  return {
    exit: 0,
    json: { plan: where.plan.id, by, set, approved, standing },
    text: `${lines.join('\n')}\n`,
  };
};

export const onGate: Handler = async ({ call, wire, cwd }) => {
  const { gate } = await import('../../commands/gate.ts');
  await using git = await wire.git(cwd);
  const person = await wire.person(cwd);
  const forge = await wire.forge(git, person.identity);
  const ports = { ...wire, git, seal: await wire.seal(), person, forge };
  const { where, set, decisions, lapsed, exit } = await gate(
    { name: call.arguments[0]!, cwd, phases: list(call, 'phase') },
    ports,
  );
  for (const note of where.notes) wire.progress.note(note);
  const { lapsedText } = await import('../../report/lapsed.ts');
  const changes = Object.fromEntries(lapsed);
  const json = {
    plan: where.plan.id,
    path: where.path,
    commit: where.commit,
    set,
    decisions,
    lapsed: changes,
  };
  const lines = [gateText(decisions, wire.paint), lapsedText(lapsed, wire.paint)].filter(
    (part) => part !== '',
  );
  return { exit, json, text: `${lines.join('\n\n')}\n` };
};

export const onStatus: Handler = async ({ call, wire, cwd }) => {
  const { status } = await import('../../commands/status.ts');
  await using git = await wire.git(cwd);
  if (flag(call, 'policy')) {
    const { policyReport } = await import('../../commands/policy-report.ts');
    const { policyText } = await import('../../report/policy.ts');
    const inForce = await policyReport({ git });
    return { exit: 0, json: inForce, text: `${policyText(inForce, wire.paint)}\n` };
  }
  const person = await wire.person(cwd);
  const forge = await wire.forge(git, person.identity);
  const ports = { ...wire, git, seal: await wire.seal(), person, forge };
  const report = await status({ name: call.arguments[0], cwd }, ports);
  const { red, yellow } = wire.paint;
  const blocks = [
    ...report.plans.map((plan) => statusText(plan, wire.paint)),
    ...report.unreadable.map(
      ({ plan, message, fix }) => `${cleanLine(plan)} ${red(cleanLine(message))}\n  fix: ${cleanLine(fix)}`,
    ),
    ...report.uncommitted.map(
      (path) =>
        `${yellow('!')} ${cleanLine(path)} is not committed, and nothing counts of it\n  fix: git add ${cleanLine(path)} && git commit`,
    ),
  ];
  const none = 'There are no plans at HEAD, and no branch plan/<id>.';
  return { exit: 0, json: report, text: `${blocks.length > 0 ? blocks.join('\n\n') : none}\n` };
};
