/** The nearer floor: the same records and documents read as every command reads them, each line and each document checked. */
import { readFileSync } from 'node:fs';
import { systemClock } from '../../src/adapters/files/clock.ts';
import { temporaryFolders } from '../../src/adapters/files/folders.ts';
import { openRepository } from '../../src/adapters/git/discover.ts';
import { parseRecord } from '../../src/lifecycle/record.ts';
import { isPlanPath, readPlan } from '../../src/plan/read.ts';

const [folder = '', temporary = ''] = process.argv.slice(2);
const folders = temporaryFolders(temporary);
await using git = await openRepository(folder, { path: process.env.PATH ?? '', folders, clock: systemClock });
const { repository } = git;
let steps = 0;
for (const { text } of (await repository.records()).values()) steps += parseRecord(text).steps.length;
const tips = [...(await repository.refs('refs/heads/')).values()];
const files = await repository.filesOf([...new Set(tips)], ['plans'], isPlanPath);
const documents = new Map([...files.values()].flat().map((file) => [file.blob, file]));
let plans = 0;
for (const { bytes, path } of documents.values()) plans += readPlan(bytes, path).plan ? 1 : 0;
const { userCPUTime, systemCPUTime } = process.resourceUsage();
// Of this process alone: what getrusage says is its parent's as well.
const kilobytes = Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0);
console.log(JSON.stringify({ kilobytes, cpu: (userCPUTime + systemCPUTime) / 1_000, plans, steps }));
