import { describe, expect, test } from 'vitest';
import { type AskCase, askGuards, mayAsk } from './asker.ts';
import type { Said } from './forge-facts.ts';

const bob = { id: 7, login: 'bob', kind: 'person' as const };
const bot = { id: 41, login: 'github-actions[bot]', kind: 'bot' as const };
const eve = { id: 9, login: 'eve', kind: 'person' as const };
const comment: Said = {
  kind: 'comment',
  on: 1,
  id: 2,
  url: '',
  node: '',
  author: bob,
  viaApp: undefined,
  body: '/planfile execute slugs',
  createdAt: '2026-11-02T09:00:00Z',
  editedAt: undefined,
  editedBy: undefined,
  byMail: false,
};
const dispatched: AskCase = {
  pressed: bob,
  permission: { known: 'write' },
  said: undefined,
  saidPermission: undefined,
  by: 'dispatch',
  after: undefined,
};
const commented: AskCase = {
  ...dispatched,
  by: 'comment',
  said: comment,
  saidPermission: { known: 'write' },
};
const later: AskCase = {
  ...dispatched,
  pressed: bot,
  permission: { known: 'none' },
  after: { run: '5', known: true },
};

test.each([
  ['a person with write dispatches', dispatched],
  ['a person with write comments', commented],
  ['a wave dispatches the next', later],
  ['a maintainer runs it again', { ...later, pressed: bob, permission: { known: 'maintain' } } as AskCase],
])('%s', (_, one) => {
  expect(mayAsk(one)).toBeUndefined();
});

/** What each guard alone refuses. */
const attacks: Record<string, AskCase> = {
  'somebody asks in words': { ...dispatched, by: 'itself' },
  'a person asks': { ...dispatched, pressed: bot, permission: { known: 'write' } },
  'a later wave follows one of this plan': { ...later, after: { run: '6', known: false } },
  'they have the permission now': { ...dispatched, permission: { known: 'triage' } },
  'the comment is there': { ...commented, said: undefined },
  'a person wrote the comment': { ...commented, said: { ...comment, author: bot } },
  'the comment was never edited': { ...commented, said: { ...comment, editedAt: '2026-11-02T10:00:00Z' } },
  'no app wrote the comment in their name': { ...commented, said: { ...comment, viaApp: 'helper' } },
  'no mail brought the comment': { ...commented, said: { ...comment, byMail: true } },
  'who wrote the comment has the permission now': {
    ...commented,
    said: { ...comment, author: eve },
    saidPermission: { known: 'read' },
  },
};

describe.each(Object.keys(askGuards))('%s', (name) => {
  test('or nothing starts', () => {
    expect(mayAsk(attacks[name]!)).toBeDefined();
  });

  test('and without the guard it would', () => {
    const guards = Object.entries(askGuards).flatMap(([one, guard]) => (one === name ? [] : [guard]));
    expect(mayAsk(attacks[name]!, guards)).toBeUndefined();
  });
});

test('a permission that could not be asked is undecided, never a no or a yes', () => {
  const unknown = { unknown: 'GitHub failed' };
  expect(mayAsk({ ...dispatched, permission: unknown })?.verdict).toBe('undecided');
  expect(mayAsk({ ...commented, saidPermission: unknown })?.verdict).toBe('undecided');
});

test('the account of workflows that names no wave before it is taken for nobody', () => {
  expect(mayAsk({ ...later, after: undefined })?.code).toBe('not-a-person');
  expect(mayAsk({ ...later, by: 'comment', said: comment, saidPermission: { known: 'write' } })?.code).toBe(
    'not-a-person',
  );
});
