/** The box at its work: what a session and a verify need of it. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bubblewrap } from '../../src/adapters/bubblewrap/bubblewrap.ts';
import type { Guard } from '../../src/adapters/bubblewrap/guards/guard.ts';
import { GUARDS } from '../../src/adapters/bubblewrap/guards/index.ts';
import { describeSandbox } from '../sandbox-here.ts';
import { buildToolbox, type ToolboxBundle } from '../toolbox-bundle.ts';
import { LIMITS, openTestBox } from './box.ts';
import { alive, survives } from './processes.ts';

/** `npm run soak` tries more of them. */
const MOMENTS = process.env.SOAK ? 200 : 12;

describeSandbox('the box', () => {
  let bundle: ToolboxBundle;
  let top: string;
  beforeAll(async () => {
    bundle = await buildToolbox({ opener: 'test/sandbox/opener.ts' });
    top = mkdtempSync(join(tmpdir(), 'planfile-box-'));
  });
  afterAll(async () => {
    await bundle[Symbol.asyncDispose]();
    rmSync(top, { recursive: true, force: true });
  });

  test('the probe shows that a confined process starts here', async () => {
    const sandbox = bubblewrap({ nodePath: process.execPath, bundleDir: bundle.dir });
    expect(await sandbox.probe()).toEqual({ ok: true });
  });

  test('a probe that fails says why and gives the lines that mend it', async () => {
    const sandbox = bubblewrap({ nodePath: process.execPath, bundleDir: top });
    expect(await sandbox.probe()).toMatchObject({ ok: false, reason: 'the toolbox cannot be read inside' });
  });

  test('where bubblewrap is missing the probe says how to install it', async () => {
    const bin = join(top, 'bin');
    mkdirSync(bin);
    const others = ['bash', 'cat', 'base64', 'unshare', 'setpriv', 'mount', 'mkdir'];
    for (const name of others) symlinkSync(`/usr/bin/${name}`, join(bin, name));
    const guards = GUARDS.map((guard) =>
      guard.kind === 'environment' ? { ...guard, environment: { PATH: bin } } : guard,
    );
    const sandbox = bubblewrap({ nodePath: process.execPath, bundleDir: bundle.dir }, guards);
    expect(await sandbox.probe()).toMatchObject({
      ok: false,
      fix: ['sudo apt-get update && sudo apt-get install -y bubblewrap'],
    });
    const tree = join(top, 'never');
    mkdirSync(tree);
    await using box = await sandbox.open({ tree, writable: true, limits: LIMITS });
    await expect(box.run('true')).rejects.toMatchObject({ code: 'sandbox-unavailable', exit: 2 });
    await expect(box.tool('bash', { command: 'true' })).rejects.toMatchObject({
      code: 'sandbox-unavailable',
    });
  });

  test('where not even the launch can be started, that is said', async () => {
    const guards = GUARDS.map((guard) =>
      guard.kind === 'environment' ? { ...guard, environment: { PATH: join(top, 'no-programs') } } : guard,
    );
    await using box = await openTestBox(bundle.dir, {}, guards);
    await expect(box.run('true')).rejects.toMatchObject({ code: 'sandbox-unavailable', exit: 2 });
    await expect(box.tool('glob', { pattern: '*' })).rejects.toMatchObject({ code: 'sandbox-unavailable' });
  });

  test('a command that is too long fails as a command', async () => {
    await using box = await openTestBox(bundle.dir);
    const longest = 128 * 1024 - 1;
    const exitOf = async (length: number) => (await box.run(`: ${'x'.repeat(length - 2)}`)).exit;
    expect(await exitOf(longest)).toBe(0);
    expect(await exitOf(longest + 1)).toBe(126);
    const tool = await box.tool('bash', { command: `: ${'x'.repeat(1_000_000)}; echo on` });
    expect(tool.content).toBe('on');
  });

  test('a sandbox that cannot be furnished is a fault, not a command that failed', async () => {
    const wrong: Guard = {
      kind: 'argument',
      name: 'wrong',
      arguments: () => ['--ro-bind', '/not-there', '/x'],
    };
    await using box = await openTestBox(bundle.dir, {}, [...GUARDS, wrong]);
    await expect(box.run('true')).rejects.toMatchObject({
      code: 'sandbox-unavailable',
      message: expect.stringContaining('/not-there'),
    });
  });

  test('tools and commands work on the same tree', async () => {
    await using box = await openTestBox(bundle.dir, { files: { 'a.txt': 'one\n' }, paths: ['src/**'] });
    expect(await box.tool('read', { file_path: 'a.txt' })).toEqual({ content: 'one\n', isError: false });
    await box.tool('write', { file_path: 'src/b.txt', content: 'two\n' });
    expect(await box.run('cat a.txt src/b.txt; echo err >&2; exit 4')).toMatchObject({
      exit: 4,
      tail: 'one\ntwo\nerr\n',
      timedOut: false,
    });
    expect(await box.tool('write', { file_path: 'a.txt', content: '' })).toMatchObject({ isError: true });
    expect(await box.tool('glob', { pattern: '**/*.txt' })).toMatchObject({ isError: false });
    expect((await box.tool('grep', { pattern: 'tw.' })).content).toContain('src/b.txt');
    expect(readFileSync(join(box.tree, 'src/b.txt'), 'utf8')).toBe('two\n');
  });

  test('a line is for `bash -eo pipefail`', async () => {
    await using box = await openTestBox(bundle.dir);
    expect(await box.run('false; echo never')).toMatchObject({ exit: 1, tail: '' });
    expect(await box.run('false | true')).toMatchObject({ exit: 1 });
    expect(await box.run('kill -9 $$')).toMatchObject({ exit: 137 });
  });

  test('a shell that was ended from inside starts anew, and says so', async () => {
    await using box = await openTestBox(bundle.dir);
    const killed = await box.tool('bash', { command: 'kill -9 -1' });
    expect(killed).toMatchObject({ isError: true });
    expect(killed.content).toContain('the sandbox was ended');
    expect(await box.tool('bash', { command: 'echo on' })).toEqual({ content: 'on', isError: false });
  });

  test('what was cancelled is ended, and the box goes on', async () => {
    await using box = await openTestBox(bundle.dir);
    const stop = new AbortController();
    const run = box.run('sleep 60', stop.signal);
    const tool = box.tool('bash', { command: 'sleep 60' }, stop.signal);
    stop.abort();
    expect(await run).toMatchObject({ exit: null, timedOut: false });
    expect(await tool).toMatchObject({ isError: true });
    expect(await box.tool('bash', { command: 'echo on' })).toMatchObject({ content: 'on' });
  });

  test('commands that are called at once each have their whole time', async () => {
    const limits = { ...LIMITS, commandSeconds: 1 };
    const guards = GUARDS.map((guard) => (guard.kind === 'deadline' ? { ...guard, graceSeconds: 1 } : guard));
    await using box = await openTestBox(bundle.dir, { limits }, guards);
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => box.tool('bash', { command: 'sleep 0.7; echo on' })),
    );
    expect(answers.map(({ content }) => content)).toEqual(['on', 'on', 'on', 'on']);
  });

  test('a stopped box can go on; a disposed one cannot', async () => {
    const box = await openTestBox(bundle.dir);
    await box.tool('bash', { command: 'echo 1 >a' });
    await box.stop();
    expect(await box.run('cat a')).toMatchObject({ exit: 0, tail: '1\n' });
    await box[Symbol.asyncDispose]();
    await expect(box.run('true')).rejects.toThrow('closed');
  });

  test('the reviewer reads, and nothing else', async () => {
    await using box = await openTestBox(bundle.dir, { files: { 'a.txt': 'one\n' }, writable: false });
    expect(await box.tool('read', { file_path: 'a.txt' })).toMatchObject({ content: 'one\n' });
    expect(await box.tool('bash', { command: 'true' })).toMatchObject({ isError: true });
    expect(await box.run('touch new')).toMatchObject({ exit: 1 });
  });

  test('a home lasts from command to command where one is given', async () => {
    const home = join(top, 'home');
    await using box = await openTestBox(bundle.dir, { home });
    await box.run('mkdir -p ~/.cache && echo kept >~/.cache/x; echo "echo sourced" >~/.bashrc');
    expect(await box.run('cat ~/.cache/x')).toMatchObject({ exit: 0, tail: 'kept\n' });
    expect(await box.tool('bash', { command: 'cat ~/.cache/x' })).toEqual({
      content: 'kept',
      isError: false,
    });

    await using other = await openTestBox(bundle.dir);
    expect(await other.run('ls -A ~')).toMatchObject({ exit: 0, tail: '' });
  });

  test('a folder that was named is there, read-only, and its programs are found', async () => {
    const tool = join(top, 'tool');
    mkdirSync(join(tool, 'bin'), { recursive: true });
    writeFileSync(join(tool, 'bin/greet'), '#!/bin/sh\necho hello\n', { mode: 0o755 });
    chmodSync(tool, 0o755);
    const options = { nodePath: process.execPath, bundleDir: bundle.dir, hostPath: `${tool}/bin:/usr/bin` };
    const tree = join(top, 'tree-with-tool');
    mkdirSync(tree);
    await using box = await bubblewrap(options).open({
      tree,
      writable: true,
      limits: LIMITS,
      mounts: [tool],
    });
    expect(await box.run('greet')).toMatchObject({ exit: 0, tail: 'hello\n' });
    expect((await box.run(`touch ${tool}/bin/more`)).exit).not.toBe(0);
  });

  test('a folder of the home is found where it is, and in the home inside', async () => {
    const hostHome = join(top, 'ada');
    mkdirSync(join(hostHome, '.tools/bin'), { recursive: true });
    writeFileSync(join(hostHome, '.tools/bin/greet'), '#!/bin/sh\necho hello\n', { mode: 0o755 });
    const tree = join(top, 'tree-with-home');
    mkdirSync(tree);
    const options = { nodePath: process.execPath, bundleDir: bundle.dir, hostHome };
    for (const home of [undefined, `${tree}.home`]) {
      await using box = await bubblewrap(options).open({
        ...{ tree, writable: true, limits: LIMITS, mounts: [join(hostHome, '.tools')] },
        ...(home !== undefined && { home }),
      });
      expect(await box.run(`~/.tools/bin/greet; ${hostHome}/.tools/bin/greet`)).toMatchObject({
        exit: 0,
        tail: 'hello\nhello\n',
      });
    }
  });

  test('tool caches are there where the machine has them', async () => {
    const cache = join(top, 'cache');
    mkdirSync(cache);
    const tree = join(top, 'tree-with-cache');
    mkdirSync(tree);
    const toolCaches = [cache, join(top, 'not-there')];
    await using box = await bubblewrap({
      nodePath: process.execPath,
      bundleDir: bundle.dir,
      toolCaches,
    }).open({
      tree,
      writable: true,
      limits: LIMITS,
    });
    expect(await box.run(`ls -d ${cache}; ls -d ${top}/not-there`)).toMatchObject({ exit: 2 });
  });

  test('programs find what they expect of a machine', async () => {
    await using box = await openTestBox(bundle.dir);
    const script = [
      "const os = require('node:os');",
      'console.log(os.userInfo().username, os.hostname(), os.tmpdir());',
      "require('node:net').createServer().listen(0, 'localhost', function () { this.close(); console.log('local'); });",
      "require('node:fs').writeFileSync('/dev/stdout', 'out' + String.fromCharCode(10));",
    ].join(' ');
    expect(await box.run(`/opt/node/bin/node -e "${script}"`)).toMatchObject({
      exit: 0,
      tail: expect.stringMatching(/^box box \/tmp\nout\nlocal\n$/),
    });
  });

  const sanitizers = spawnSync('gcc', ['--version']).status === 0;
  test.skipIf(!sanitizers)('programs that reserve much more memory than there is work', async () => {
    await using box = await openTestBox(bundle.dir, { files: { 'a.c': 'int main() { return 0; }\n' } });
    expect(await box.run('gcc -fsanitize=address a.c && ./a.out')).toMatchObject({ exit: 0 });
    expect(await box.run('gcc -fsanitize=thread a.c && ./a.out')).toMatchObject({ exit: 0 });
  });

  const ordinary = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const inReach = spawnSync(process.execPath, ['--version'], ordinary).status === 0;
  test.skipIf(!inReach)('an ordinary user can do it as well', async () => {
    const tree = join(top, 'ordinary');
    mkdirSync(tree);
    if (ordinary.uid) chownSync(tree, ordinary.uid, ordinary.gid);
    chmodSync(top, 0o755);
    const args = [join(bundle.dir, 'opener.js'), tree, bundle.dir, 'id -u; touch made; exit 3'];
    const { stdout } = spawnSync(process.execPath, args, { ...ordinary, encoding: 'utf8' });
    expect(JSON.parse(stdout.replace('open\n', ''))).toMatchObject({ exit: 3, tail: '1000\n' });
    expect(existsSync(join(tree, 'made'))).toBe(true);
  });

  test('many at once do not meet', async () => {
    await using box = await openTestBox(bundle.dir);
    const runs = await Promise.all(
      Array.from({ length: 8 }, (_, i) => box.run(`echo ${i} >/tmp/x; sleep 0.1; cat /tmp/x`)),
    );
    expect(runs.map(({ tail }) => tail)).toEqual(Array.from({ length: 8 }, (_, i) => `${i}\n`));
  });

  test('nothing of a box outlives a process that is killed, whenever that is', async () => {
    const tree = join(top, 'orphaned');
    mkdirSync(tree);
    const mark = `left-${process.hrtime.bigint()}`;
    const command = `bash -c 'exec -a ${mark} sleep 30'`;
    const openAndKill = async (after: number) => {
      const opener = spawn(process.execPath, [join(bundle.dir, 'opener.js'), tree, bundle.dir, command]);
      await setTimeout(after);
      opener.kill('SIGKILL');
      await once(opener, 'close');
    };
    // Node itself takes some 50 ms; what matters lies in the next 100.
    const moments = Array.from({ length: MOMENTS }, (_, i) => 40 + (i * 160) / MOMENTS);
    for (const after of moments) await openAndKill(after);
    await expect.poll(() => [...alive(mark), ...alive(tree)], { timeout: 10_000 }).toEqual([]);
  });

  test('nor where there is no sandbox', async () => {
    const tree = join(top, 'orphaned-plain');
    mkdirSync(tree);
    const mark = `left-${process.hrtime.bigint()}`;
    const command = `bash -c 'exec -a ${mark} sleep 30'`;
    const opener = spawn(process.execPath, [
      join(bundle.dir, 'opener.js'),
      tree,
      bundle.dir,
      command,
      'everything',
    ]);
    await once(opener.stdout, 'data');
    await expect.poll(() => alive(`${mark}\0`).length).toBeGreaterThan(0);
    opener.kill('SIGKILL');
    await expect.poll(() => alive(mark), { timeout: 10_000 }).toEqual([]);
  });

  test('without lifeline and dies-with-us it does', async () => {
    const tree = join(top, 'orphaned-twin');
    mkdirSync(tree);
    const mark = `left-${process.hrtime.bigint()}`;
    const command = `bash -c 'exec -a ${mark} sleep 30'`;
    const without = ['lifeline', 'dies-with-us'];
    const opener = spawn(process.execPath, [
      join(bundle.dir, 'opener.js'),
      tree,
      bundle.dir,
      command,
      ...without,
    ]);
    await once(opener.stdout, 'data');
    await expect.poll(() => alive(`${mark}\0`).length).toBeGreaterThan(0); // the command itself
    opener.kill('SIGKILL');
    await once(opener, 'close');
    expect(survives(mark)).toBe(true);
    survives(tree); // the toolbox's sandbox
  });
});
