/** What is measured: the report of a whole repository, as `report --json` makes it. */
import { readFileSync } from 'node:fs';
import { systemClock } from '../../src/adapters/files/clock.ts';
import { temporaryFolders } from '../../src/adapters/files/folders.ts';
import { openRepository } from '../../src/adapters/git/discover.ts';
import { report } from '../../src/commands/report.ts';

const [folder = '', temporary = ''] = process.argv.slice(2);
const folders = temporaryFolders(temporary);
await using git = await openRepository(folder, { path: process.env.PATH ?? '', folders, clock: systemClock });
const figures = await report({ name: undefined }, { git, clock: systemClock });
const bytes = JSON.stringify(figures).length;
const { userCPUTime, systemCPUTime } = process.resourceUsage();
// Of this process alone: what getrusage says is its parent's as well.
const kilobytes = Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0);
console.log(
  JSON.stringify({
    kilobytes,
    cpu: (userCPUTime + systemCPUTime) / 1_000,
    plans: figures.plans.length,
    bytes,
  }),
);
