/** Handler of `init`. */
import { init } from '../../commands/init.ts';
import { initText } from '../../report/init.ts';
import { version } from '../version.ts';
import { flag, type Handler } from './answer.ts';

export const onInit: Handler = async ({ call, wire, cwd }) => {
  await using git = await wire.checkout(cwd);
  const ports = { ...wire, git, person: await wire.person(cwd) };
  const ask = {
    cwd,
    yes: flag(call, 'yes'),
    remove: flag(call, 'remove'),
    dryRun: flag(call, 'dryRun'),
    version,
    planfile: await wire.ownAction(),
    place: await wire.place(cwd),
  };
  const report = await init(ask, ports);
  return { exit: report.holds ? 0 : 1, json: report, text: initText(report, wire.paint) };
};
