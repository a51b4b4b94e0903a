import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAllTrailers } from '../lifecycle/trailers.ts';
import { pullBody, roomFor, sameBody } from './pull-body.ts';

const trailers = formatAllTrailers(
  ['slugify', 'wire'].map((phase) => ({
    plan: 'plans/slugs.md',
    digest: 'a'.repeat(64),
    phase,
    plannedBy: 'Ada <ada@example.org>',
    implementedBy: 'claude-sonnet-5-5',
    approvedBy: ['bob'],
  })),
);
const part = (text: string, tail = trailers) => ({ plan: 'slugs', text, trailers: tail });

test('our part comes after what people wrote, the trailers last', () => {
  expect(pullBody('Please look at this.', part('All is well.'))).toBe(
    `Please look at this.\n\n<!-- planfile slugs -->\nAll is well.\n<!-- /planfile slugs -->\n\n${trailers}`,
  );
  expect(pullBody('', part('x', ''))).toBe('<!-- planfile slugs -->\nx\n<!-- /planfile slugs -->');
});

test('git reads the trailers where a squash makes a commit message of the body', () => {
  const message = `Make slugs (#7)\n\n${pullBody('Above.\n\nSigned-off-by: nobody', part('All is well.'))}\n`;
  const read = execFileSync('git', ['interpret-trailers', '--parse'], { input: message, encoding: 'utf8' });
  expect(read.trimEnd()).toBe(trailers);
});

test('it is written anew in its place; what people wrote around it stays, the trailers go to the end', () => {
  const first = pullBody('Above.', part('one'));
  const edited = `${first}\n\nBelow, and after the trailers.`;
  const second = pullBody(edited, part('two'));
  expect(second).toBe(
    `Above.\n\n<!-- planfile slugs -->\ntwo\n<!-- /planfile slugs -->\n\nBelow, and after the trailers.\n\n${trailers}`,
  );
  expect(pullBody(second, part('two'))).toBe(second);
});

test('lines like trailers that are a person’s own stay', () => {
  const theirs = 'Approved-by: everybody in the room';
  expect(pullBody(`${pullBody('', part('one'))}\n\n${theirs}`, part('two'))).toContain(theirs);
});

test('text that has the end of our part in it does not end it', () => {
  const text = '```\n<!-- /planfile slugs -->\n```\nhidden <!-- planfile slugs -->';
  const first = pullBody('Above.', part(text));
  expect(pullBody(first, part('two'))).toBe(pullBody('Above.', part('two')));
});

test('where somebody took the end away, nothing of it is lost', () => {
  const broken = pullBody('Above.', part('one', '')).replace('<!-- /planfile slugs -->', 'mine');
  expect(pullBody(broken, part('two', ''))).toBe(
    'Above.\n\n\none\nmine\n\n<!-- planfile slugs -->\ntwo\n<!-- /planfile slugs -->',
  );
});

test('a browser’s line ends are no change', () => {
  const body = pullBody('Above.', part('one'));
  expect(sameBody(body.replaceAll('\n', '\r\n'), body)).toBe(true);
  const again = pullBody(body.replaceAll('\n', '\r\n'), part('one'));
  expect(sameBody(again, body)).toBe(true);
});

describe('whatever people write', () => {
  const piece = fc.constantFrom(
    '<!-- planfile slugs -->',
    '<!-- /planfile slugs -->',
    '<!-- planfile other -->',
    trailers,
    'Plan: x',
    'words',
    '\n',
    '\n\n',
    '\r\n',
    ' ',
  );
  const people = fc.array(fc.oneof(piece, fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 12 });

  test('the same part put in twice changes nothing, and a later one takes its place alone', () => {
    fc.assert(
      fc.property(people, people, (before, inside) => {
        const one = pullBody(before.join(''), part(inside.join('')));
        expect(pullBody(one, part(inside.join('')))).toBe(one);
        const two = pullBody(one, part('two'));
        expect(two).toBe(pullBody(before.join(''), part('two')));
        expect(two.endsWith(trailers)).toBe(true);
      }),
    );
  });

  test('the room that is said is the room there is', () => {
    fc.assert(
      fc.property(people, (before) => {
        const room = roomFor(before.join(''), 'slugs', trailers);
        expect(pullBody(before.join(''), part('x'.repeat(room))).length).toBe(65_536);
      }),
    );
  });
});
