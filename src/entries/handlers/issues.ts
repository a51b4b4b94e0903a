/** The handler of `issues`: one plan's, or those of every plan that has issues already. */
import { type IssuesReport, issues, plansWithIssues } from '../../commands/issues.ts';
import { Fault } from '../../ports/fault.ts';
import { cleanLine } from '../../report/clean.ts';
import { codeSpan, forgeLine } from '../../report/markdown.ts';
import type { Handler } from './answer.ts';

export const onIssues: Handler = async ({ call, wire, cwd }) => {
  const { requireDefaultBranch } = await import('../job.ts');
  await requireDefaultBranch(wire);
  await using git = await wire.git(cwd);
  const { identity } = await wire.person(cwd);
  const ports = { git, files: wire.files, forge: await wire.forge(git, identity) };
  const [named] = call.arguments;
  const reports: IssuesReport[] = [];
  const unreadable: { plan: string; message: string; fix: string }[] = [];
  for (const name of named === undefined ? await plansWithIssues(ports) : [named]) {
    try {
      reports.push(await issues({ name, cwd }, ports));
    } catch (fault) {
      // A plan that is gone or broken does not hold up the others.
      if (named !== undefined || !(fault instanceof Fault) || fault.kind === 'service') throw fault;
      unreadable.push({ plan: name, message: fault.message, fix: fault.fix });
    }
  }
  const { bold, yellow, dim } = wire.paint;
  const blocks = reports.map(({ plan, issue, written, notes }) =>
    [
      `${bold(plan)} ${issue ? dim(cleanLine(issue.url)) : ''}`,
      ...(written.length > 0
        ? written.map((line) => `  ${cleanLine(line)}`)
        : [`  ${dim('nothing to change')}`]),
      ...notes.map((note) => `  ${yellow('!')} ${cleanLine(note)}`),
    ].join('\n'),
  );
  const broken = unreadable.map(
    ({ plan, message, fix }) => `${cleanLine(plan)}: ${cleanLine(message)}\n  fix: ${cleanLine(fix)}`,
  );
  const none = 'No plan has issues yet: planfile issues <plan> makes them.';
  const lines = [...blocks, ...broken];
  const markdown = async () =>
    reports
      .map(({ plan, issue, written, notes }) =>
        [
          `**Planfile issues**: ${codeSpan(plan)}${issue ? ` #${issue.number}` : ''}`,
          ...[...written, ...notes].map((line) => `- ${forgeLine(line)}`),
        ].join('\n\n'),
      )
      .join('\n\n');
  return {
    exit: 0,
    json: { plans: reports, unreadable },
    text: `${lines.length > 0 ? lines.join('\n\n') : none}\n`,
    markdown,
  };
};
