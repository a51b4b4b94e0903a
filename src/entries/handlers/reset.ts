/** Handler of `reset`. */
import { reset } from '../../commands/reset.ts';
import { type Handler, text } from './answer.ts';

export const onReset: Handler = async ({ call, wire, cwd }) => {
  await using git = await wire.git(cwd);
  const person = await wire.person(cwd);
  const ports = { ...wire, git, person, forge: await wire.forge(git, person.identity) };
  const [name = '', phase = ''] = call.arguments;
  const done = await reset({ name, cwd, phase, reason: text(call, 'reason') ?? '' }, ports);
  const { green, dim } = wire.paint;
  const lines = [
    `${green('✓')} ${done.phase} was ${done.was} and is pending again`,
    dim(`next: planfile run ${done.plan}`),
  ];
  return { exit: 0, json: done, text: `${lines.join('\n')}\n` };
};
