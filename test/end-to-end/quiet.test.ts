import { existsSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startMessages } from '../doubles/messages/server.ts';
import { finish, play, write } from './actors.ts';
import { place, project } from './place.ts';

/** Every hook that any command of git could run here: each would leave a mark, and fail. */
const HOOKS = [
  'applypatch-msg',
  'pre-applypatch',
  'pre-commit',
  'commit-msg',
  'post-commit',
  'pre-receive',
  'update',
  'post-receive',
  'post-update',
  'reference-transaction',
  'push-to-checkout',
  'post-checkout',
  'post-merge',
  'pre-push',
  'post-index-change',
  'fsmonitor-watchman',
  'post-rewrite',
  'pre-auto-gc',
  'prepare-commit-msg',
  'pre-merge-commit',
  'pre-rebase',
  'proc-receive',
];

test('hooks, filters, drivers and configuration of a repository run at no moment', async () => {
  await using messages = await startMessages(
    play({ phases: { please: [write('please.sh', 'echo please\n'), finish()] } }),
  );
  const here = await place({ ...project, '.gitattributes': '* filter=evil diff=evil merge=evil\n' });
  Object.assign(here.env, { ANTHROPIC_BASE_URL: messages.url, ANTHROPIC_API_KEY: 'test-key' });
  const mark = join(here.folder, 'it-ran');
  const evil = join(here.folder, 'evil.sh');
  await here.write({ '.git/evil.sh': `#!/bin/sh\ntouch ${mark}\nexit 1\n` });
  await here.git('config', 'core.hooksPath', join(here.repository, '.git/my-hooks'));
  for (const hook of HOOKS) {
    const path = `.git/my-hooks/${hook}`;
    await here.write({ [path]: `#!/bin/sh\ntouch ${mark}\nexit 1\n` });
    await chmod(join(here.repository, path), 0o755);
  }
  for (const [key, value] of [
    ['filter.evil.clean', `touch ${mark}`],
    ['filter.evil.smudge', `touch ${mark}`],
    ['filter.evil.process', evil],
    ['filter.evil.required', 'true'],
    ['diff.evil.command', `touch ${mark};`],
    ['diff.evil.textconv', `touch ${mark};`],
    ['diff.external', `touch ${mark};`],
    ['merge.evil.driver', `touch ${mark};`],
    ['core.fsmonitor', `touch ${mark};`],
    ['core.pager', `touch ${mark};`],
    ['core.sshCommand', `touch ${mark};`],
    ['core.editor', `touch ${mark};`],
    ['gpg.program', `touch ${mark};`],
    ['commit.gpgSign', 'true'],
    ['core.alternateRefsCommand', `touch ${mark};`],
    ['uploadpack.packObjectsHook', `touch ${mark};`],
    ['alias.rev-parse', `!touch ${mark}`],
  ] as const) {
    await here.git('config', key, value);
  }
  for (const command of [
    ['validate'],
    ['status'],
    ['approve', 'polite', '--yes'],
    ['gate', 'polite'],
    ['run', 'polite'],
    ['status', 'polite'],
  ]) {
    const ran = await here.planfile(...command);
    expect(ran.exit, `${command.join(' ')}: ${ran.stderr}`).toBe(0);
  }
  expect(existsSync(mark)).toBe(false);
  // The trap was real: git itself falls into it.
  await expect(here.git('commit', '--allow-empty', '-q', '-m', 'x')).rejects.toThrow();
  expect(existsSync(mark)).toBe(true);
});
