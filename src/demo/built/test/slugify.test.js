import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slugify } from '../src/slugify.js';

test('case, spacing and punctuation make no difference', () => {
  for (const title of ['What we read', 'WHAT WE READ', '  what   we read?! ', 'What: we -- read']) {
    assert.equal(slugify(title), 'what-we-read');
  }
});

test('marks are removed, their letters stay', () => {
  assert.equal(slugify('Crème brûlée'), 'creme-brulee');
  assert.equal(slugify('Cre\u0300me bru\u0302le\u0301e'), 'creme-brulee');
});

test('hyphens stand alone and between words', () => {
  for (const title of ['-a- -b-', '…a…b…', '"a" & "b"']) assert.equal(slugify(title), 'a-b');
});

test('a slug is never empty and never only digits', () => {
  assert.equal(slugify(''), 'untitled');
  assert.equal(slugify('?!'), 'untitled');
  assert.equal(slugify('1984'), 'article-1984');
  assert.equal(slugify('1984, read again'), '1984-read-again');
});
