import assert from 'node:assert/strict';
import { test } from 'node:test';
import { route } from '../src/router.js';

test('the front page lists every article', () => {
  const { status, body } = route('/');
  assert.equal(status, 200);
  assert.match(body, /Crème brûlée without a torch/);
  assert.equal(body.trimEnd().split('\n').length, 4);
});

test('an article is found under its number', () => {
  const { status, body } = route('/articles/3');
  assert.equal(status, 200);
  assert.match(body, /cast-iron pan/);
});

test('anything else is not found', () => {
  assert.equal(route('/articles/99').status, 404);
  assert.equal(route('/nowhere').status, 404);
});
