import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCommentEvent, readPullEvent } from './event.ts';

async function eventOf(content: string) {
  const folder = await mkdtempDisposable(join(tmpdir(), 'event-'));
  const file = join(folder.path, 'event.json');
  await writeFile(file, content);
  return { file, [Symbol.asyncDispose]: () => folder.remove() };
}

test('of a comment only its numbers, its text and what became of it are taken', async () => {
  const payload = {
    action: 'edited',
    issue: { number: 7, title: 'x' },
    comment: { id: 99, body: 'hi', user: { login: 'eve' }, url: 'https://evil.example' },
  };
  await using event = await eventOf(JSON.stringify(payload));
  expect(await readCommentEvent(event.file)).toEqual({ action: 'edited', on: 7, id: 99, body: 'hi' });
});

test.each([
  '',
  '{}',
  'null',
  '{"action":"created"}',
  '{"action":"created","issue":{"number":"7"},"comment":{"id":1}}',
])('%s is no comment, and that is said', async (content) => {
  await using event = await eventOf(content);
  await expect(readCommentEvent(event.file)).rejects.toMatchObject({ kind: 'usage', code: 'not-a-comment' });
});

test('the pull request of an event is its number, or nothing', async () => {
  await using event = await eventOf('{"pull_request":{"number":3,"head":{"ref":"x"}}}');
  expect(await readPullEvent(event.file)).toBe(3);
  expect(await readPullEvent(undefined)).toBeUndefined();
  expect(await readPullEvent('/nowhere/event.json')).toBeUndefined();
});
