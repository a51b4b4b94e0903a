/** Handlers of what is said on the forge: commands in comments, and what validate tells a pull request. */
import type { Validation } from '../../commands/validate.ts';
import { Fault } from '../../ports/fault.ts';
import { cleanLine } from '../../report/clean.ts';
import type { Wire } from '../wire.ts';
import { type Handler, text } from './answer.ts';

export const onApproveComment: Handler = async ({ call, wire, cwd }) => {
  const { readCommentEvent } = await import('../event.ts');
  const { approveComment } = await import('../../commands/approve-comment.ts');
  const event = await readCommentEvent(text(call, 'event') ?? wire.eventFile);
  const forge = await wire.github();
  if (forge === undefined) {
    throw new Fault(
      'usage',
      'no-forge',
      'there is no GitHub to ask: comments are read where they are written',
      'Run it in a job of GitHub Actions, with the input `token` or GITHUB_TOKEN.',
    );
  }
  await using git = await wire.git(cwd);
  const ports = { ...wire, git, forge, seal: await wire.seal(), person: await wire.person(cwd) };
  const { answers, exit } = await approveComment(event, { cwd }, ports);
  const { green, red } = wire.paint;
  const lines = answers.map(({ line, by, accepted, why }) => {
    const told = `${cleanLine(line)}${by === undefined ? '' : ` by ${cleanLine(by)}`}: ${cleanLine(why)}`;
    return by === undefined ? told : `${accepted ? green('✓') : red('✗')} ${told}`;
  });
  const none = 'The comment commands nothing.';
  return { exit, json: { answers }, text: `${lines.length > 0 ? lines.join('\n') : none}\n` };
};

/** On a fork's pull request, or without a permission, there is no comment: the annotations and the summary say the same. */
export async function tellPull(wire: Wire, validation: Validation): Promise<void> {
  const { readPullEvent } = await import('../event.ts');
  const on = await readPullEvent(wire.eventFile);
  const forge = on === undefined || validation.files.length === 0 ? undefined : await wire.github();
  if (on === undefined || forge === undefined) return;
  const { validationMarkdown } = await import('../../report/validation.ts');
  try {
    await forge.remarks.upsert(on, 'planfile-validate', validationMarkdown(validation));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    wire.progress.note(`no comment on #${on}: ${error.message}`);
  }
}
