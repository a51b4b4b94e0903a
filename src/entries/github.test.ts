import { expect, test } from 'vitest';
import { githubOf } from './github.ts';

const JOB = { GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'octo/site', GITHUB_TOKEN: 't' };

test('a job with a token asks GitHub, where the runner says it is', () => {
  expect(githubOf(JOB)).toEqual({
    api: 'https://api.github.com',
    server: 'https://github.com',
    repository: 'octo/site',
    token: 't',
  });
  const enterprise = {
    GITHUB_API_URL: 'https://ghe.example/api/v3/',
    GITHUB_SERVER_URL: 'https://ghe.example',
  };
  expect(githubOf({ ...JOB, ...enterprise })).toMatchObject({ api: 'https://ghe.example/api/v3' });
});

test('the action’s input goes before the variable', () => {
  expect(githubOf({ ...JOB, INPUT_TOKEN: 'mine' })?.token).toBe('mine');
});

test.each(['GITHUB_ACTIONS', 'GITHUB_REPOSITORY', 'GITHUB_TOKEN'])('without %s all is local', (name) => {
  expect(githubOf({ ...JOB, [name]: '' })).toBeUndefined();
});

test.each(['file:///etc', 'nonsense', 'https://user:secret@api.example'])('%s is no server', (url) => {
  expect(() => githubOf({ ...JOB, GITHUB_API_URL: url })).toThrow('GITHUB_API_URL is no address');
});
