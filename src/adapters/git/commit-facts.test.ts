import { describe, expect, it } from 'vitest';
import { parseCommit } from './commit-facts.ts';

const parse = (text: string) => parseCommit('1', Buffer.from(text));

describe('parseCommit', () => {
  it('reads a merge with a signature, whose lines look like headers', () => {
    const facts = parse(
      'tree t\nparent a\nparent b\nauthor Ann B <ann@example.org> 1700000000 +0100\ncommitter C <c@d> 1 +0000\n' +
        'gpgsig -----BEGIN-----\n parent evil\n tree evil\n -----END-----\n\nSubject\n\nparent c\n',
    );
    expect(facts).toEqual({
      id: '1',
      tree: 't',
      parents: ['a', 'b'],
      authorName: 'Ann B',
      authorEmail: 'ann@example.org',
      at: '2023-11-14T22:13:20.000Z',
      committedAt: '1970-01-01T00:00:01.000Z',
      message: 'Subject\n\nparent c\n',
    });
  });

  it.each([
    ['author <> 0 +0000', '', ''],
    ['author A <b', '', ''],
    ['author A <b> 99999999999999999999 +0000', 'A', 'b'],
  ])('keeps going where the author is broken: %j', (author, name, email) => {
    const facts = parse(`tree t\n${author}\n\nm`);
    expect(facts).toMatchObject({ authorName: name, authorEmail: email, message: 'm' });
    expect(facts.at).toBe('1970-01-01T00:00:00.000Z');
  });

  it('has an empty message where there is none', () => {
    expect(parse('tree t\nauthor A <b> 1 +0000').message).toBe('');
  });
});
