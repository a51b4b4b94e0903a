/** Opens a box, says so, and waits for the command in it: for tests that kill the process which opened it. */
import { argv, stdout } from 'node:process';
import { bubblewrap } from '../../src/adapters/bubblewrap/bubblewrap.ts';
import { GUARDS } from '../../src/adapters/bubblewrap/guards/index.ts';
import { noSandbox } from '../../src/adapters/no-sandbox/no-sandbox.ts';

const [, , tree, bundleDir, command, ...without] = argv as [
  string,
  string,
  string,
  string,
  string,
  ...string[],
];
const runtime = { nodePath: process.execPath, bundleDir };
const guards = GUARDS.filter(({ name }) => !without.includes(name));
const sandbox = without.includes('everything')
  ? noSandbox({ ...runtime, environment: { PATH: '/usr/bin:/bin' }, allowed: [], confirm: async () => true })
  : bubblewrap(runtime, guards);
const limits = { commandSeconds: 60, outputBytes: 1_000, treeBytes: 1_000_000 };
const box = await sandbox.open({ tree, writable: true, limits });
await box.tool('glob', { pattern: '*' });
const run = box.run(command);
stdout.write('open\n');
stdout.write(JSON.stringify(await run));
await box[Symbol.asyncDispose]();
