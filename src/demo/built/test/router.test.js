import assert from 'node:assert/strict';
import { test } from 'node:test';
import { articles } from '../src/articles.js';
import { route } from '../src/router.js';

test('the front page lists every article', () => {
  const { status, body } = route('/');
  assert.equal(status, 200);
  assert.match(body, /Crème brûlée without a torch/);
  assert.equal(body.trimEnd().split('\n').length, 4);
});

test('every article is found under the address that the front page shows', () => {
  const lines = route('/').body.trimEnd().split('\n');
  for (const [index, line] of lines.entries()) {
    const { status, body } = route(line.split('  ')[0]);
    assert.equal(status, 200);
    assert.ok(body.includes(articles[index].text));
  }
});

test('of two equal titles the older one has the plain address', () => {
  assert.match(route('/articles/what-we-read-this-week').body, /pencil/);
  assert.match(route('/articles/what-we-read-this-week-2').body, /maps/);
});

test('an old address redirects for good', () => {
  assert.deepEqual(route('/articles/3'), {
    status: 301,
    headers: { location: '/articles/creme-brulee-without-a-torch' },
    body: '',
  });
});

test('a new article changes no older address', () => {
  const newer = { id: 5, title: 'What we read this week', text: 'Nothing.' };
  const lines = (list) => route('/', list).body.split('\n');
  assert.deepEqual(lines([newer, ...articles]).slice(1), lines(articles));
});

test('anything else is not found', () => {
  assert.equal(route('/articles/99').status, 404);
  assert.equal(route('/articles/no-such-title').status, 404);
  assert.equal(route('/nowhere').status, 404);
});
