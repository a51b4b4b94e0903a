/** What the policy of the default branch does to problems: on real git, with a plan whose phases may meet in one file. */
import { expect, test } from 'vitest';
import { openScene, type Scene, scene } from '../../test/contracts/git/scene.ts';
import { diskFiles } from '../adapters/files/files.ts';
import { POLICY_PATH } from '../policy/schema.ts';
import { validate } from './validate.ts';

const section = (id: string) => `\n## Phase ${id}: Do ${id}\n\nWrite it.\n\n- [ ] It is there\n`;
const entry = (id: string) => `  - id: ${id}\n    paths: ['src/**']\n    verify: ['true']\n`;
const files = {
  'plans/meet.md': `---\nplanfile: 1\nid: meet\nphases:\n${entry('one')}${entry('two')}---\n\n# Meet\n\nWhy.\n${section('one')}${section('two')}`,
};

async function validated(at: Scene) {
  await using git = await openScene(at);
  const { problems, holds } = await validate(
    { files: [], cwd: at.repo },
    { files: diskFiles, repository: git.repository },
  );
  return { holds, told: problems.map(({ file, code, severity }) => `${file} ${severity} ${code}`) };
}

test.each([
  ['no policy', undefined, true, ['plans/meet.md warning paths-overlap']],
  [
    'one that wants it to be an error',
    'rules: {paths-overlap: error}\n',
    false,
    ['plans/meet.md error paths-overlap'],
  ],
  ['one that does not want to hear of it', 'rules: {paths-overlap: off}\n', true, []],
  [
    'one that does not hold',
    'rules: {paths-overlaps: off}\n',
    false,
    [`${POLICY_PATH} error unknown-key`, 'plans/meet.md warning paths-overlap'],
  ],
])('with %s', async (_, policy, holds, told) => {
  using at = scene({ ...files, ...(policy === undefined ? {} : { [POLICY_PATH]: policy }) });
  expect(await validated(at)).toEqual({ holds, told });
});

test('a policy that is not committed counts for nothing', async () => {
  using at = scene(files);
  at.write(POLICY_PATH, 'rules: {paths-overlap: off}\n');
  expect((await validated(at)).told).toEqual(['plans/meet.md warning paths-overlap']);
});

test('mends what has one sure way, when told so, and says what', async () => {
  using at = scene(files);
  at.write(
    'plans/meet.md',
    `\uFEFF${files['plans/meet.md'].replace('id: meet\n', 'id: meet\nbudget: {usd: 1.50}\n')}`,
  );
  const ask = { files: [], cwd: at.repo };
  const look = async (fix: boolean) => {
    await using git = await openScene(at);
    return await validate({ ...ask, fix }, { files: diskFiles, repository: git.repository });
  };
  expect((await look(false)).problems.map(({ code }) => code)).toContain('yaml-number');
  expect((await look(true)).fixed.map(({ code }) => code)).toEqual(['byte-order-mark', 'yaml-number']);
  const after = await look(true);
  expect(after.fixed).toEqual([]);
  expect(after.problems.map(({ code }) => code)).toEqual(['paths-overlap']);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    await diskFiles.read(`${at.repo}/plans/meet.md`),
  );
  expect(text).toBe(files['plans/meet.md'].replace('id: meet\n', 'id: meet\nbudget: {usd: 1.5}\n'));
});

test('a folder stands for its plans; one without any holds nothing', async () => {
  using at = scene({ ...files, 'plans/README.md': '# About plans\n', 'docs/a.md': '# No plan\n' });
  await using git = await openScene(at);
  const look = async (...names: string[]) =>
    await validate({ files: names, cwd: at.repo }, { files: diskFiles, repository: git.repository });
  for (const name of ['plans', './plans/', '.', 'plans/meet.md'])
    expect((await look(name, 'plans')).files).toEqual(['plans/meet.md']);
  expect(await look('docs')).toMatchObject({
    holds: false,
    problems: [{ code: 'unreadable', file: 'docs' }],
  });
});
