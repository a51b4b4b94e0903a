import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unique } from '../src/unique.js';

test('further ones get the first number that is free', () => {
  assert.deepEqual(unique(['a', 'b', 'a', 'a']), ['a', 'b', 'a-2', 'a-3']);
});

test('a slug that already ends in a number stays apart as well', () => {
  assert.deepEqual(unique(['a', 'a', 'a-2']), ['a', 'a-2', 'a-2-2']);
  assert.deepEqual(unique(['a-2', 'a', 'a']), ['a-2', 'a', 'a-3']);
});

test('a longer list begins as the shorter one does', () => {
  const slugs = ['a', 'a', 'a-2', 'b', 'a', 'a-2-2', 'b'];
  const whole = unique(slugs);
  for (let end = 0; end <= slugs.length; end += 1) {
    assert.deepEqual(unique(slugs.slice(0, end)), whole.slice(0, end));
  }
});
