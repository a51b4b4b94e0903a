/** `run --issue` on a person's machine: the issue is looked up where the clone came from, with the person's own token. */
import { expect, test } from 'vitest';
import { newIssue } from '../../src/report/issues/edits.ts';
import { startGitHub } from '../doubles/github/index.ts';
import { place, project } from './place.ts';

test('finds plan and phase by an issue that planfile opened, and refuses every other', async () => {
  await using github = await startGitHub({ at: '2026-11-02T09:00:00Z' });
  const app = github.app('planfile', { permissions: { issues: 'write' } });
  const ada = github.person('ada', { permission: 'write' });
  const eve = github.person('eve');
  const wanted = { phase: 'please', title: 'please', text: 'Build it.', state: 'open', labels: [] } as const;
  const { body } = newIssue({ ...wanted, labels: [] }, { plan: 'polite' });
  const ours = github.issue({ by: app, title: 'please', body });
  const copied = github.issue({ by: eve, title: 'please', body });

  const here = await place(project);
  await here.git('remote', 'add', 'origin', `${github.urls.server}/${github.fullName}.git`);
  Object.assign(here.env, {
    GITHUB_SERVER_URL: github.urls.server,
    GITHUB_API_URL: github.urls.api,
    GH_TOKEN: ada.token,
  });
  const found = await here.planfile('run', '--issue', String(ours.number));
  expect(found.stderr).toContain(`issue ${ours.number} stands for polite, phase please`);
  expect(found.exit).not.toBe(0);
  const refused = await here.planfile('run', '--issue', String(copied.number));
  expect(refused).toMatchObject({ exit: 2, stderr: expect.stringContaining('stands for no plan') });
  expect(await here.planfile('run')).toMatchObject({ exit: 2, stderr: expect.stringContaining('which?') });
  expect(await here.planfile('run', 'polite', '--issue', '1')).toMatchObject({ exit: 2 });
  delete here.env.GH_TOKEN;
  const untold = await here.planfile('run', '--issue', String(ours.number));
  expect(untold).toMatchObject({ exit: 2, stderr: expect.stringContaining('the issue cannot be looked at') });
});
