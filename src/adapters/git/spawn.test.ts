import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gitRunner } from './spawn.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spawn-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A program called git that does what `script` says. */
function pretend(script: string) {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'git'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, 'git'), 0o755);
  return gitRunner(`${bin}:/usr/bin:/bin`);
}

const text = (done: { stdout: Buffer }) => done.stdout.toString();

describe('what a child gets', () => {
  it('is a list of variables, and nothing of our own environment', async () => {
    process.env.PLANFILE_TEST_SECRET = 'sk-secret';
    const names = text(await pretend('env')({ args: ['x'], gitDir: '/d' })).match(/^\w+(?==)/gm);
    delete process.env.PLANFILE_TEST_SECRET;
    const shell = ['PWD', 'SHLVL', '_', 'OLDPWD'];
    expect(names?.filter((name) => !/^GIT_/.test(name) && !shell.includes(name)).sort()).toEqual([
      'HOME',
      'LC_ALL',
      'PATH',
    ]);
  });

  it('has no entry of PATH that a work tree could answer to', async () => {
    const bin = join(folder, 'bin');
    pretend('echo "$PATH"');
    const run = gitRunner(`.::relative:${bin}:/usr/bin:`);
    expect(text(await run({ args: ['x'] }))).toBe(`${bin}:/usr/bin\n`);
  });

  it('is arguments, never a line for a shell', async () => {
    const run = pretend('for one; do echo "[$one]"; done | tail -n 1');
    expect(text(await run({ args: ['x', '; touch pwned $(id)'] }))).toBe('[; touch pwned $(id)]\n');
  });

  it('works in no tree', async () => {
    expect(text(await pretend('pwd')({ args: ['x'] }))).toBe('/\n');
  });

  it('is a process group of its own where Ctrl-C must not reach it', async () => {
    const run = pretend('echo $$ $(cut -d " " -f 5 /proc/$$/stat)');
    const group = async (apart: boolean) =>
      text(await run({ args: ['x'], apart }))
        .trim()
        .split(' ');
    const [pid, own] = await group(true);
    expect(own).toBe(pid);
    const [other, ours] = await group(false);
    expect(ours).not.toBe(other);
  });
});

describe('how it ends', () => {
  it('by its deadline, with a fault', async () => {
    const run = pretend('exec sleep 600');
    await expect(run({ args: ['log'], deadline: 20 })).rejects.toMatchObject({
      code: 'git-timeout',
      exit: 3,
    });
  });

  it('by too much output, with a fault', async () => {
    const run = pretend('exec cat /dev/zero');
    const ended = run({ args: ['log'], maxOutput: 100_000 });
    await expect(ended).rejects.toMatchObject({ code: 'git-output-limit', exit: 1 });
  });

  it('when the reader has enough, without one', async () => {
    let chunks = 0;
    const done = await pretend('exec cat /dev/zero')({ args: ['log'], onOutput: () => ++chunks < 3 });
    expect([done.exit, chunks]).toEqual([0, 3]);
  });

  it('with what the reader throws', async () => {
    const run = pretend('exec cat /dev/zero');
    const onOutput = () => {
      throw new Error('mine');
    };
    await expect(run({ args: ['log'], onOutput })).rejects.toThrow('mine');
  });

  it('with the first line that git said, and no more of it', async () => {
    await expect(
      pretend('echo "fatal: no such thing" >&2; exit 128')({ args: ['log'] }),
    ).rejects.toMatchObject({
      code: 'git-failed',
      exit: 3,
      message: 'git log failed (exit 128): fatal: no such thing',
    });
  });

  it('keeps little of an endless complaint', async () => {
    const run = pretend('head -c 3000000 /dev/zero | tr "\\0" x >&2; exit 1');
    const { stderr } = await run({ args: ['log'], accept: [1] });
    expect(stderr.length).toBeLessThan(200_000);
  });

  it('as it ends, when it does not read its input', async () => {
    const input = Readable.from([Buffer.alloc(1_000_000), Buffer.alloc(1_000_000)]);
    expect((await pretend('exit 0')({ args: ['x'], input })).exit).toBe(0);
    expect((await pretend('exit 0')({ args: ['x'], input: Buffer.alloc(1_000_000) })).exit).toBe(0);
  });

  it('names what is missing', async () => {
    const run = gitRunner(folder);
    await expect(run({ args: ['x'] })).rejects.toMatchObject({ code: 'git-missing', exit: 2 });
    const limited = run({ args: ['x'], wrap: ['prlimit', '--'] });
    await expect(limited).rejects.toMatchObject({ code: 'prlimit-missing', exit: 2 });
  });
});
