import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ToolboxConfig } from '../models/toolbox.ts';
import { openToolbox, type Toolbox } from './tools.ts';
import { WRITE_GUARDS, type WriteGuard } from './write-guards.ts';

let top: string;
let tree: string;
let open: Toolbox[];
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'planfile-tools-'));
  tree = join(top, 'tree');
  await mkdir(join(tree, 'src'), { recursive: true });
  await mkdir(join(top, 'scratch'));
  await writeFile(join(tree, 'src/a.txt'), 'one\ntwo\n');
  await writeFile(join(tree, 'package.json'), '{}');
  await writeFile(join(tree, 'notes.txt'), 'n');
  open = [];
});
afterEach(async () => {
  for (const toolbox of open) toolbox.close();
  await rm(top, { recursive: true, force: true });
});

function toolbox(config: Partial<ToolboxConfig> = {}, guards: readonly WriteGuard[] = WRITE_GUARDS) {
  const opened = openToolbox(
    {
      workdir: tree,
      scratch: join(top, 'scratch'),
      shell: true,
      writable: true,
      paths: ['src/**'],
      outputBytes: 10_000,
      commandSeconds: 10,
      ...config,
    },
    { PATH: '/usr/bin:/bin' },
    guards,
  );
  open.push(opened);
  return (name: string, input: unknown) => opened.call(name, input, new AbortController().signal);
}

const write = (path: string) => ({ file_path: path, content: 'new\n' });
const text = (path: string) => readFile(join(tree, path), 'utf8');

describe('files', () => {
  test('are read, written and edited within paths', async () => {
    const call = toolbox();
    expect(await call('read', { file_path: 'src/a.txt' })).toEqual({ content: 'one\ntwo\n', isError: false });
    expect(await call('write', write('src/deep/b.txt'))).toMatchObject({ isError: false });
    expect(await call('edit', { file_path: 'src/a.txt', old_string: 'two', new_string: '2' })).toMatchObject({
      isError: false,
    });
    expect(await text('src/a.txt')).toBe('one\n2\n');
    expect(await text('src/deep/b.txt')).toBe('new\n');
  });

  test('that are new can be read by all; those that were there keep their modes', async () => {
    const call = toolbox();
    await writeFile(join(tree, 'src/run.sh'), 'old', { mode: 0o755 });
    await call('write', write('src/deep/er/b.txt'));
    await call('write', write('src/run.sh'));
    const mode = async (path: string) => ((await stat(join(tree, path))).mode & 0o777).toString(8);
    expect(await mode('src/deep')).toBe('755');
    expect(await mode('src/deep/er')).toBe('755');
    expect(await mode('src/deep/er/b.txt')).toBe('644');
    expect(await mode('src/run.sh')).toBe('755');
  });

  test('are refused by no path where none is given', async () => {
    expect(await toolbox({ paths: undefined as never })('write', write('package.json'))).toMatchObject({
      isError: false,
    });
  });

  test.each([{ file_path: 7, content: 'x' }, {}, null, [], 'text'])(
    'an input like %j is an answer',
    async (input) => {
      expect(await toolbox()('write', input)).toMatchObject({ isError: true });
    },
  );
});

test('no answer is longer than allowed, a refusal neither', async () => {
  const call = toolbox({ outputBytes: 500 });
  await writeFile(join(tree, 'src/long.txt'), 'x\n'.repeat(5_000));
  const long = 'y'.repeat(5_000);
  for (const [name, input] of [
    ['read', { file_path: 'src/long.txt' }],
    ['read', { file_path: long }],
    ['write', { file_path: long, content: '' }],
    ['grep', { pattern: 'x' }],
    ['bash', { command: 'cat src/long.txt' }],
    [long, {}],
  ] as const) {
    const { content } = await call(name, input);
    expect(content.length, name).toBeLessThan(700);
  }
});

describe('a path that', () => {
  const cases: [string, string, string, string][] = [
    ['is outside paths', 'notes.txt', "outside this phase's paths (src/**)", 'withinPaths'],
    ['is protected', 'src/package.json', 'protected', 'notProtected'],
    ['is in .git', 'src/.git/config', 'protected', 'notProtected'],
  ];
  test.each(cases)(
    '%s is refused with the reason, and written without the guard',
    async (_, path, reason, guard) => {
      for (const tool of ['write', 'edit']) {
        const { content, isError } = await toolbox()(tool, {
          ...write(path),
          old_string: 'n',
          new_string: 'm',
        });
        expect(content).toContain(reason);
        expect(isError).toBe(true);
      }
      const without = WRITE_GUARDS.filter(({ name }) => name !== guard);
      expect(without).toHaveLength(WRITE_GUARDS.length - 1);
      expect(await toolbox({}, without)('write', write(path))).toMatchObject({ isError: false });
    },
  );

  test('is named literally is unlocked', async () => {
    expect(await toolbox({ paths: ['package.json'] })('write', write('package.json'))).toMatchObject({
      isError: false,
    });
  });

  test('leads out of paths by a link is refused by where it leads', async () => {
    await symlink('../notes.txt', join(tree, 'src/link.txt'));
    const { content } = await toolbox()('write', write('src/link.txt'));
    expect(content).toContain('notes.txt is outside');
    expect(await text('notes.txt')).toBe('n');
  });

  test('leads out of the tree is refused', async () => {
    await writeFile(join(top, 'outside.txt'), 'kept');
    await symlink(join(top, 'outside.txt'), join(tree, 'src/out.txt'));
    const call = toolbox();
    for (const path of ['src/out.txt', '../outside.txt', join(top, 'outside.txt'), 'src/../../outside.txt']) {
      expect(await call('write', write(path))).toMatchObject({ isError: true });
      expect(await call('read', { file_path: path })).toMatchObject({ isError: true });
    }
    expect(await readFile(join(top, 'outside.txt'), 'utf8')).toBe('kept');
  });

  test('lies in the scratch folder is read, and not written', async () => {
    await writeFile(join(top, 'scratch/log.txt'), 'long output');
    const call = toolbox();
    expect(await call('read', { file_path: join(top, 'scratch/log.txt') })).toMatchObject({
      content: 'long output',
    });
    const { content } = await call('write', write(join(top, 'scratch/log.txt')));
    expect(content).toContain('outside the tree');
    const without = WRITE_GUARDS.filter(({ name }) => name !== 'insideTree' && name !== 'withinPaths');
    expect(await toolbox({}, without)('write', write(join(top, 'scratch/log.txt')))).toMatchObject({
      isError: false,
    });
  });
});

describe('a tree that is only read', () => {
  test.each(['bash', 'write', 'edit'])('has no %s', async (name) => {
    const { content, isError } = await toolbox({ writable: false, shell: false })(name, write('src/a.txt'));
    expect(content).toBe(`there is no tool ${name} here; there are read, glob, grep`);
    expect(isError).toBe(true);
  });
});

describe('the shell', () => {
  const run = (call: ReturnType<typeof toolbox>, command: string, more = {}) =>
    call('bash', { command, ...more });

  test('keeps folder and exported variables, also across exit, errors and syntax errors', async () => {
    const call = toolbox();
    await run(call, 'cd src; export A="x y"');
    expect(await run(call, 'echo said; exit 3')).toEqual({ content: 'said\n\n[exit 3]', isError: true });
    expect(await run(call, 'set -e; echo said; false; echo never')).toEqual({
      content: 'said\n\n[exit 1]',
      isError: true,
    });
    expect((await run(call, 'echo "open')).isError).toBe(true);
    expect(await run(call, 'pwd; echo "$A"')).toEqual({ content: `${tree}/src\nx y`, isError: false });
    await run(call, 'unset A');
    expect(await run(call, 'echo "[$A]"')).toEqual({ content: '[]', isError: false });
  });

  test('says that it failed even where there is output', async () => {
    expect(await run(toolbox(), 'echo looks fine; false')).toEqual({
      content: 'looks fine\n\n[exit 1]',
      isError: true,
    });
  });

  test('ends what takes too long, and keeps what it said and where it was', async () => {
    const call = toolbox();
    await run(call, 'cd src');
    const late = await run(call, 'echo begun; sleep 60', { timeout_ms: 300 });
    expect(late).toEqual({ content: 'begun\n\n[ended after 0.3 seconds]\n[exit 137]', isError: true });
    expect((await run(call, 'pwd')).content).toBe(`${tree}/src`);
  });

  test('gives nobody longer than the configuration says', async () => {
    const late = await run(toolbox({ commandSeconds: 0.2 }), 'sleep 60', { timeout_ms: 600_000 });
    expect(late.content).toContain('[ended after 0.2 seconds]');
  });

  test('has /dev/stdout and /dev/stderr', async () => {
    expect(await run(toolbox(), 'echo a >/dev/stdout; echo b >/dev/stderr')).toEqual({
      content: 'a\nb',
      isError: false,
    });
  });

  test('takes any text as it is: quotes, here-documents, nothing expanded by us', async () => {
    const command = `cat <<'END'\nit's "$HOME" \`x\` \\ $(y) 🎉\nEND`;
    expect(await run(toolbox(), command)).toEqual({
      content: `it's "$HOME" \`x\` \\ $(y) 🎉`,
      isError: false,
    });
  });

  test('gets the environment that was given, no other', async () => {
    process.env.PLANFILE_TEST_LEAK = 'leaked';
    expect((await run(toolbox(), 'env')).content).not.toContain('leaked');
  });

  test('runs calls made at once one after another', async () => {
    const call = toolbox();
    const answers = await Promise.all(
      [1, 2, 3].map((n) => run(call, `echo ${n} >>src/order; cat src/order`)),
    );
    expect(answers.map(({ content }) => content)).toEqual(['1', '1\n2', '1\n2\n3']);
  });

  test('can be started anew', async () => {
    const call = toolbox();
    await run(call, 'cd src');
    expect(await call('bash', { restart: true })).toEqual({
      content: 'bash session restarted',
      isError: false,
    });
    expect((await run(call, 'echo on')).content).toBe('on');
  });
});

test('bash is there, or none of this means anything', () => {
  expect(execFileSync('bash', ['--version'], { encoding: 'utf8' })).toContain('GNU bash');
});
