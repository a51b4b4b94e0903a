/** The check itself: it must see what is wrong, or the walk over every operation proves nothing. */
import { expect, test } from 'vitest';
import { describeApi } from './check.ts';
import { readDescription } from './description.ts';
import { corrected, ERRATA } from './errata.ts';

const api = describeApi();
const LABEL = 'GET /repos/{owner}/{repo}/labels/{name}';
const label = {
  id: 1,
  node_id: 'L',
  url: 'http://localhost/l',
  name: 'plan',
  description: null,
  color: 'ededed',
  default: false,
};

test('an answer as described has no problem', () => {
  expect(api.answer(LABEL, 200, label)).toEqual([]);
});

test.each([
  ['a key that GitHub does not have', 200, { ...label, colour: 'red' }, 'unevaluated properties (colour)'],
  [
    'a key that is missing',
    200,
    (({ color: _, ...rest }) => rest)(label),
    "must have required property 'color'",
  ],
  ['a null where none may be', 200, { ...label, name: null }, "For '/name': must be string"],
  ['a status that the operation never gives', 201, label, 'never answers 201'],
  ['no answer at all', 200, undefined, 'must be object'],
])('%s is seen', (_name, status, body, problem) => {
  expect(api.answer(LABEL, status, body).join()).toContain(problem);
});

test('where GitHub answers without a body, a body is a mistake', () => {
  const operation = 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}';
  expect(api.answer(operation, 204, undefined)).toEqual([]);
  expect(api.answer(operation, 204, {})).toHaveLength(1);
});

test('a nested key that GitHub does not have is seen through references and allOf', () => {
  const operation = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers';
  expect(api.answer(operation, 200, { users: [], teams: [] })).toEqual([]);
  expect(
    api.answer(operation, 200, { users: [{ login: 'x' }], teams: [], groups: [] }).length,
  ).toBeGreaterThan(1);
});

test('requests: types of parameters, unknown parameters, bodies', () => {
  const list = 'GET /repos/{owner}/{repo}/pulls';
  const params = { owner: 'o', repo: 'r' };
  expect(api.request(list, params, { per_page: '5' }, undefined)).toMatchObject({
    problems: [],
    query: { per_page: 5, page: 1 },
  });
  expect(api.request(list, params, { sort: 'colour' }, undefined).problems).toHaveLength(1);
  expect(api.request(list, params, { colour: 'red' }, undefined).problems.join()).toContain('colour');
  expect(api.request(list, params, {}, { title: 'x' }).problems).toHaveLength(1);
  const one = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
  expect(api.request(one, { ...params, pull_number: 'x' }, {}, undefined).notFound).toBe(true);
  expect(api.request(one, { ...params, pull_number: '7' }, {}, undefined).params.pull_number).toBe(7);
});

test.each([
  [
    'GET',
    '/repos/o/r/issues/comments/3',
    'GET /repos/{owner}/{repo}/issues/comments/{comment_id}',
    { comment_id: '3' },
  ],
  [
    'GET',
    '/repos/o/r/git/ref/heads/plan%2Fa',
    'GET /repos/{owner}/{repo}/git/ref/{ref}',
    { ref: 'heads/plan/a' },
  ],
  [
    'GET',
    '/repos/o/r/commits/plan/a/check-runs',
    'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
    { ref: 'plan/a' },
  ],
  [
    'GET',
    '/repos/o/r/compare/main...plan%2Fa',
    'GET /repos/{owner}/{repo}/compare/{basehead}',
    { basehead: 'main...plan/a' },
  ],
  [
    'GET',
    '/repos/o/r/contents/a/b%20c.md',
    'GET /repos/{owner}/{repo}/contents/{path}',
    { path: 'a/b c.md' },
  ],
])('%s %s is %s', (method, path, operation, params) => {
  expect(api.match(method, path)).toEqual({ operation, params: { owner: 'o', repo: 'r', ...params } });
});

test('what is not described is not matched', () => {
  expect(api.match('POST', '/repos/o/r/labels/x')).toBeUndefined();
});

test('an outdated comment is why the errata are there: without them GitHub’s own answer would be refused', () => {
  const operation = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments';
  const about = (description = corrected(readDescription())) =>
    describeApi(description).answer(operation, 200, [{ line: null, position: null }]);
  const places = (problems: string[]) => problems.filter((problem) => /\/(line|position)'/.test(problem));
  expect(places(about())).toEqual([]);
  expect(places(about(corrected(readDescription(), [])))).toHaveLength(2);
  expect(() => corrected(readDescription(), [{ ...ERRATA[0]!, property: 'gone' }])).toThrow(
    'no longer describes',
  );
});
