/** Trust.md T15: nothing of a repository runs. A repository with a trap at every place, and every call that we have. */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeLens, makeWorkshop } from '../../../src/adapters/git/directory.ts';
import { hardening } from '../../../src/adapters/git/hardening.ts';
import { readIdentity } from '../../../src/adapters/git/identity.ts';
import { landRefs } from '../../../src/adapters/git/land.ts';
import { objectSource } from '../../../src/adapters/git/object-source.ts';
import { objectReader } from '../../../src/adapters/git/objects.ts';
import { type GitCall, gitRunner } from '../../../src/adapters/git/spawn.ts';
import { everything, openScene, PATH, type Scene, scene } from './scene.ts';

/** A program that leaves a mark when it runs. */
function trap(at: Scene, name = 'trap', then = 'cat'): string {
  const path = at.path(name);
  writeFileSync(path, `#!/bin/sh\necho "$0 $*" >> ${at.path('sprung')}\n${then}\n`);
  chmodSync(path, 0o755);
  return path;
}

function sprung(at: Scene): string | undefined {
  return existsSync(at.path('sprung')) ? readFileSync(at.path('sprung'), 'utf8') : undefined;
}

const HOOKS =
  'reference-transaction post-index-change pre-commit commit-msg post-commit update post-checkout';

/** Configuration, attributes and hooks that run the trap wherever git would look for something to run. */
function mine(at: Scene): void {
  const run = trap(at);
  const hooks = join(at.repo, '.git/hooks');
  mkdirSync(hooks, { recursive: true });
  for (const name of HOOKS.split(' ')) {
    writeFileSync(join(hooks, name), `#!/bin/sh\nexec ${run} ${name}\n`);
    chmodSync(join(hooks, name), 0o755);
  }
  at.git('config', '--file', at.path('included'), 'core.editor', run);
  for (const [key, value] of [
    ['core.fsmonitor', run],
    ['core.hooksPath', hooks],
    ['core.pager', run],
    ['core.sshCommand', run],
    ['core.alternateRefsCommand', run],
    ['core.askPass', run],
    ['include.path', at.path('included')],
    ['filter.trap.clean', run],
    ['filter.trap.smudge', run],
    ['filter.trap.process', run],
    ['filter.trap.required', 'true'],
    ['diff.external', run],
    ['diff.trap.command', run],
    ['diff.trap.textconv', run],
    ['merge.trap.driver', `${run} %A`],
    ['merge.trap.name', 'trap'],
    ['gpg.program', run],
    ['commit.gpgSign', 'true'],
    ['hook.trap.command', run],
    ['hook.trap.event', 'reference-transaction'],
    ['alias.rev-parse', `!${run}`],
  ] as const) {
    at.git('config', key, value);
  }
  writeFileSync(join(at.repo, '.git/info/attributes'), '* filter=trap diff=trap merge=trap\n');
}

const lines = Array.from({ length: 20 }, (_, i) => `line ${i}\n`);
const edited = (index: number) => lines.map((line, i) => (i === index ? 'changed\n' : line)).join('');

describe('a repository full of traps', () => {
  it('springs none of them, whatever we do with it', async () => {
    using at = scene({
      'a.txt': lines.join(''),
      '.gitattributes':
        '* filter=trap diff=trap merge=trap ident eol=crlf\n*.txt export-ignore export-subst\n',
    });
    const base = at.git('rev-parse', 'HEAD');
    mine(at);
    await using git = await openScene(at);
    const { repository } = git;
    await repository.head();
    await repository.defaultCommit();
    await repository.checkedOutAt('main');
    await repository.refs('refs/heads/');
    await repository.history(base, 'a.txt');
    await repository.isAncestor(base, base);
    await repository.mergeBase(base, base);
    await repository.resolve('refs/heads/main');
    await readIdentity(at.repo, { PATH, HOME: at.folder });

    await using workshop = await git.workshop();
    const tree = at.path('tree');
    await workshop.exportTree(base, tree);
    writeFileSync(join(tree, 'a.txt'), edited(2));
    const one = await workshop.importTree(tree, base, everything);
    writeFileSync(join(tree, 'a.txt'), edited(15));
    const two = await workshop.importTree(tree, base, everything);
    const author = { name: 'A', email: 'a@example.org' };
    const commit = (id: string) =>
      workshop.commit({ tree: id, parents: [base], message: 'm\n', author, at: '2026-01-01T00:00:00Z' });
    const [left, right] = [await commit(one.tree), await commit(two.tree)];
    await workshop.writeBundle(at.path('bundle'), left, base, 'b'.repeat(32));
    await workshop.readBundle(at.path('bundle'), base, 'b'.repeat(32));
    expect(await workshop.join(left, base, right)).toHaveProperty('tree');
    expect(await workshop.recompute(left, base, right)).toHaveProperty('tree');
    expect(await workshop.objects.diff(base, left)).toContain('-line 2\n+changed\n');
    const record = await workshop.recordCommit('{}\n', [], 'record');
    const landed = await workshop.land([
      { ref: 'refs/heads/plan/x', from: undefined, to: left },
      { ref: 'refs/planfile/x', from: undefined, to: record },
    ]);
    expect(landed).toEqual({ landed: true });
    await repository.records();
    expect(await repository.diff(base, left)).toContain('-line 2\n+changed\n');
    expect(sprung(at)).toBeUndefined();
  });

  it('would have sprung them in plain git', () => {
    using at = scene({ 'a.txt': 'a\n' });
    mine(at);
    at.git('update-ref', 'refs/heads/other', 'HEAD');
    expect(sprung(at)).toContain('reference-transaction');
  });
});

describe('a landing', () => {
  const withHooks = gitRunner(
    PATH,
    hardening.filter(({ name }) => name !== 'no-hooks'),
  );

  async function land(at: Scene, lensOf: (made: string) => string): Promise<string | undefined> {
    mine(at);
    const common = join(at.repo, '.git');
    const workshop = await makeWorkshop(at.folder, common, 'sha1');
    const lens = lensOf(await makeLens(at.folder, common, 'sha1'));
    const to = at.git('rev-parse', 'HEAD');
    rmSync(at.path('sprung'), { force: true });
    await landRefs({ run: withHooks, workshop, lens }, [{ ref: 'refs/heads/plan/x', from: undefined, to }]);
    expect(at.git('rev-parse', 'plan/x')).toBe(to);
    return sprung(at);
  }

  it('through the lens runs no hook, even where hooks are not switched off', async () => {
    using at = scene({ a: 'a\n' });
    expect(await land(at, (lens) => lens)).toBeUndefined();
  });

  it('through the repository itself would run it', async () => {
    using at = scene({ a: 'a\n' });
    expect(await land(at, () => join(at.repo, '.git'))).toContain('reference-transaction');
  });
});

describe('what the repository says of files does not count', () => {
  it('shows the reviewer a change that attributes would hide; through the repository itself it is hidden', async () => {
    using at = scene({ 'a.txt': 'one\n' });
    const base = at.git('rev-parse', 'HEAD');
    at.write('a.txt', 'two\n');
    const head = at.commit();
    writeFileSync(join(at.repo, '.git/info/attributes'), '* -diff\n');
    await using git = await openScene(at);
    expect(await git.repository.diff(base, head)).toContain('-one\n+two\n');

    const [run, gitDir] = [gitRunner(PATH), join(at.repo, '.git')];
    const unguarded = objectReader(run, gitDir, objectSource(run, gitDir));
    expect(await unguarded.diff(base, head)).toContain('Binary files');
  });

  it('reads objects as they are, not as refs/replace has them', async () => {
    using at = scene({ 'a.txt': 'real\n' });
    at.git('replace', at.git('rev-parse', 'HEAD:a.txt'), at.gitIn('fake\n', 'hash-object', '-w', '--stdin'));
    await using git = await openScene(at);
    const bytes = await git.repository.read(at.git('rev-parse', 'HEAD'), 'a.txt');
    expect(Buffer.from(bytes!).toString()).toBe('real\n');
  });
});

/** One attack for each guard of hardening.ts: true when it got through. */
const ATTACKS: Record<
  string,
  (at: Scene, run: (call: GitCall) => Promise<{ stdout: Buffer }>) => Promise<boolean>
> = {
  async 'no-system-config'(at, run) {
    writeFileSync(at.path('system'), '[planfile]\n\tgot = in\n');
    const env = { GIT_CONFIG_SYSTEM: at.path('system') };
    return said(await run({ args: ['config', '--get', 'planfile.got'], env, accept: [0, 1] })) === 'in';
  },
  async 'no-global-config'(at, run) {
    writeFileSync(at.path('.gitconfig'), '[planfile]\n\tgot = in\n');
    const env = { HOME: at.folder };
    return said(await run({ args: ['config', '--get', 'planfile.got'], env, accept: [0, 1] })) === 'in';
  },
  async 'no-hooks'(at, run) {
    const hook = join(at.repo, '.git/hooks/reference-transaction');
    mkdirSync(join(at.repo, '.git/hooks'), { recursive: true });
    writeFileSync(hook, `#!/bin/sh\nexec ${trap(at)}\n`);
    chmodSync(hook, 0o755);
    await run({ gitDir: join(at.repo, '.git'), args: ['update-ref', 'refs/heads/x', 'HEAD'] });
    return sprung(at) !== undefined;
  },
  async 'no-fsmonitor'(at, run) {
    at.git('config', 'core.fsmonitor', trap(at));
    await run({ cwd: at.repo, args: ['ls-files', '--others', '--modified'] });
    return sprung(at) !== undefined;
  },
  async 'no-transport'(at, run) {
    // A promised object that is missing is fetched by a program that the remote names.
    at.git('config', 'core.repositoryFormatVersion', '1');
    at.git('config', 'extensions.partialClone', 'origin');
    at.git('config', 'remote.origin.promisor', 'true');
    at.git('config', 'remote.origin.url', at.repo);
    at.git('config', 'remote.origin.uploadpack', trap(at, 'trap', 'exit 1'));
    const gitDir = join(at.repo, '.git');
    await run({ gitDir, args: ['cat-file', '-p', '1'.repeat(40)], accept: [0, 1, 128] });
    return sprung(at) !== undefined;
  },
  async 'no-prompt'(at, run) {
    at.git('config', 'core.editor', '/somewhere/editor');
    return (
      said(await run({ gitDir: join(at.repo, '.git'), args: ['var', 'GIT_EDITOR'] })) === '/somewhere/editor'
    );
  },
  async 'no-replacements'(at, run) {
    const blob = at.git('rev-parse', 'HEAD:a.txt');
    at.git('replace', blob, at.gitIn('fake\n', 'hash-object', '-w', '--stdin'));
    return said(await run({ gitDir: join(at.repo, '.git'), args: ['cat-file', 'blob', blob] })) === 'fake';
  },
  async 'literal-paths'(at, run) {
    const commit = at.git('rev-parse', 'HEAD');
    const args = ['rev-list', commit, '--', ':(top)*'];
    return said(await run({ gitDir: join(at.repo, '.git'), args })) === commit;
  },
  async 'no-outside-attributes'(at, run) {
    writeFileSync(at.path('attributes'), '* -diff\n');
    at.git('config', 'core.attributesFile', at.path('attributes'));
    const base = at.git('rev-parse', 'HEAD');
    at.write('a.txt', 'two\n');
    const args = ['diff-tree', '-p', base, at.commit()];
    return said(await run({ gitDir: join(at.repo, '.git'), args })).includes('Binary files');
  },
  async 'no-commit-graph'(at, run) {
    for (const content of ['2\n', '3\n', '4\n']) {
      at.write('a.txt', content);
      at.commit();
    }
    at.git('commit-graph', 'write', '--reachable');
    hideParent(join(at.repo, '.git/objects/info/commit-graph'));
    const args = ['rev-list', '--count', '--all'];
    return said(await run({ gitDir: join(at.repo, '.git'), args, accept: [0, 128] })) !== '4';
  },
  async 'no-dotgit-variants'(at, run) {
    const entry = `100644 ${at.git('rev-parse', 'HEAD:a.txt')}\t.g\u200cit/config\0`;
    const env = { GIT_INDEX_FILE: at.path('index') };
    const call = { gitDir: join(at.repo, '.git'), env, accept: [0, 128] };
    await run({ ...call, args: ['update-index', '-z', '--index-info'], input: entry });
    return said(await run({ ...call, args: ['ls-files', '-z'] })) !== '';
  },
};

const said = ({ stdout }: { stdout: Buffer }): string => stdout.toString('utf8').trim();

/** Says of each commit in the graph file that it has no parent; git checks no hash when it reads one. */
function hideParent(path: string): void {
  chmodSync(path, 0o644);
  const graph = readFileSync(path);
  const chunk = (name: string) => {
    const at = graph.indexOf(name, 8, 'latin1');
    return [Number(graph.readBigUInt64BE(at + 4)), Number(graph.readBigUInt64BE(at + 16))] as const;
  };
  const [from, to] = chunk('CDAT');
  for (let at = from; at < to; at += 36) graph.writeUInt32BE(0x70000000, at + 20);
  writeFileSync(path, graph);
}

describe.each(Object.entries(ATTACKS))('the guard %s', (name, attack) => {
  it('holds', async () => {
    using at = scene({ 'a.txt': 'one\n' });
    expect(await attack(at, gitRunner(PATH))).toBe(false);
  });

  it('is needed: without it the attack gets through', async () => {
    using at = scene({ 'a.txt': 'one\n' });
    const broken = hardening.filter((guard) => guard.name !== name);
    expect(await attack(at, gitRunner(PATH, broken))).toBe(true);
  });
});

it('every guard has its attack', () => {
  expect(Object.keys(ATTACKS).sort()).toEqual(hardening.map(({ name }) => name).sort());
});
