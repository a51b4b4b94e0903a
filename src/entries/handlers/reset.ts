/** Handler of `reset`. */
import { reset } from '../../commands/reset.ts';
import { requireDefaultBranch } from '../job.ts';
import { type Handler, text } from './answer.ts';

export const onReset: Handler = async ({ call, wire, cwd }) => {
  await requireDefaultBranch(wire);
  await using git = await wire.git(cwd);
  const person = await wire.person(cwd);
  const forge = await wire.forge(git, person.identity);
  const ports = { ...wire, git, person, forge, seal: await wire.seal() };
  const [name = '', phase = ''] = call.arguments;
  const done = await reset({ name, cwd, phase, reason: text(call, 'reason') ?? '', job: wire.job }, ports);
  const { green, dim } = wire.paint;
  const now = done.fix
    ? 'was being mended, and stands as it had landed'
    : `was ${done.was} and is pending again`;
  const lines = [
    `${green('✓')} ${done.phase} ${now}`,
    ...(done.revert === null ? [] : [`its work is reverted by ${done.revert.slice(0, 12)}`]),
    dim(`next: ${done.next}`),
  ];
  return { exit: 0, json: done, text: `${lines.join('\n')}\n` };
};
