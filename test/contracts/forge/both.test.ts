/** What every forge keeps to: GitHub's and the one of a single machine. */
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { localForge } from '../../../src/adapters/local-forge/local-forge.ts';
import type { Check, Forge } from '../../../src/ports/forge.ts';
import { stage } from './stage.ts';

interface Given extends AsyncDisposable {
  forge: Forge;
  head: string;
}

const forges: Record<string, () => Promise<Given>> = {
  async github() {
    const scene = await stage();
    const ada = scene.github.person('ada', { permission: 'write' });
    const head = await scene.github.push('plan/a', { by: ada, files: { 'a.txt': 'a' } });
    return { forge: scene.forge, head, [Symbol.asyncDispose]: () => scene[Symbol.asyncDispose]() };
  },
  async local() {
    const folder = await mkdtempDisposable(join(tmpdir(), 'forge-'));
    const identity = { name: 'Ada', email: 'ada@example.invalid' };
    const forge = localForge({ folder: folder.path, identity, processes: { alive: () => true } });
    return { forge, head: 'a'.repeat(40), [Symbol.asyncDispose]: () => folder.remove() };
  },
};

describe.each(Object.entries(forges))('the forge %s', (_, make) => {
  test('keeps one check per head and id: the last one put counts', async () => {
    await using given = await make();
    const { forge, head } = given;
    const check = (conclusion: Check['conclusion'], externalId = 'planfile/a'): Check => ({
      head,
      externalId,
      name: 'planfile review',
      conclusion,
      title: conclusion,
      summary: 'why',
      annotations: [],
    });
    expect(await forge.checks.of(head, 'planfile/a')).toBeUndefined();
    await forge.checks.put(check('failure'));
    await forge.checks.put(check('action_required', 'planfile/b'));
    await forge.checks.put(check('success'));
    expect(await forge.checks.of(head, 'planfile/a')).toMatchObject({
      conclusion: 'success',
      summary: 'why',
    });
    expect(await forge.checks.of(head, 'planfile/b')).toMatchObject({ conclusion: 'action_required' });
  });

  test('finds the pull request that was opened for a branch', async () => {
    await using given = await make();
    const { forge } = given;
    expect(await forge.pulls.ofBranch('plan/a')).toBeUndefined();
    const opened = await forge.pulls.open({
      branch: 'plan/a',
      base: 'main',
      title: 'Slugs',
      body: 'all of it',
      draft: true,
    });
    expect(await forge.pulls.ofBranch('plan/a')).toEqual(opened);
    expect(opened).toMatchObject({ title: 'Slugs', body: 'all of it', draft: true, state: 'open' });
  });

  test('knows nothing of a run that never was', async () => {
    await using given = await make();
    expect(await given.forge.runs.state('123456', 1)).toBeUndefined();
  });
});
