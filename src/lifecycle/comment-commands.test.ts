import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../test/builders/story.ts';
import { setDigest } from '../plan/digest.ts';
import { commandLine, commandsIn, fixesIn, names } from './comment-commands.ts';

const DIGEST = digestOf('set').slice(0, 32);
const LINE = `/planfile approve slugs ${DIGEST}`;
const decision = { kind: 'decision', verb: 'approve', plan: 'slugs', digest: DIGEST };

describe('is taken for a command', () => {
  test.each([
    ['alone', LINE],
    ['after prose', `I read it all.\n\n${LINE}`],
    ['as a line of a paragraph', `Fine.\n${LINE}\nThanks!`],
    ['before a quote', `${LINE}\n\n> /planfile revoke slugs ${DIGEST}`],
    ['with Windows line ends', `Fine.\r\n\r\n${LINE}\r\n`],
    ['with more space between', `/planfile   approve\tslugs  ${DIGEST}  `],
    ['after a comment that is closed', `<!-- planfile -->\n\n${LINE}`],
  ])('%s', (_, body) => {
    expect(commandsIn(body)).toEqual([decision]);
  });

  test('with the whole digest, with a path, and to revoke', () => {
    const whole = digestOf('set');
    expect(commandsIn(`/planfile revoke plans/slugs.md ${whole}`)).toEqual([
      { kind: 'decision', verb: 'revoke', plan: 'plans/slugs.md', digest: whole },
    ]);
  });

  test('several in one comment, each once', () => {
    const other = `/planfile approve other ${DIGEST}`;
    expect(commandsIn(`${LINE}\n${other}\n\n${LINE}`)).toHaveLength(2);
  });
});

describe('is nobody’s word', () => {
  test.each([
    ['quoted', `> ${LINE}`],
    ['quoted, the mark left out on the second line', `> he said\n${LINE}`],
    ['in a fenced block', `\`\`\`\n${LINE}\n\`\`\``],
    ['in a fence that is never closed', `\`\`\`\n${LINE}`],
    ['in an indented block', `Text\n\n    ${LINE}`],
    ['in a code span', `\`${LINE}\``],
    ['in a code span over lines', `\`a\n${LINE}\nb\``],
    ['in an HTML comment', `<!--\n${LINE}\n-->`],
    ['in an HTML comment inside a paragraph', `Text <!--\n${LINE}\n-->`],
    ['in an HTML comment that is never closed', `<!--\n\n${LINE}`],
    ['folded away', `<details><summary>x</summary>\n\n${LINE}\n\n</details>`],
    ['in a list', `- ${LINE}`],
    ['in a table', `| a |\n|---|\n| ${LINE} |`],
    ['in a heading', `# ${LINE}`],
    ['struck out', `~~${LINE}~~`],
    ['in the middle of a line', `please ${LINE}`],
    ['a link', `[x](y) ${LINE}`],
    ['repeated below a mail', `No.\n\nOn Mon, 2 Nov 2026 at 09:00, Ada <ada@example.org> wrote:\n\n${LINE}`],
    ['repeated below a mail in German', `Nein.\n\nAm 2.11.2026 schrieb Ada:\n${LINE}`],
    ['repeated below an Outlook mail', `No.\n\n-----Original Message-----\n\n${LINE}`],
    ['in a signature', `No.\n-- \n${LINE}`],
    ['with another case', LINE.replace('/planfile', '/Planfile')],
    ['with a word stuck to it', LINE.replace('/planfile', '/planfiles')],
  ])('%s', (_, body) => {
    expect(commandsIn(body)).toEqual([]);
  });
});

test.each([
  ['/planfile approve slugs', 'no-digest'],
  ['/planfile approve', 'no-digest'],
  [`/planfile approve slugs ${DIGEST.slice(0, 31)}`, 'digest-too-short'],
  [`/planfile approve slugs ${DIGEST.toUpperCase()}`, 'not-a-digest'],
  [`/planfile approve slugs ${DIGEST}${DIGEST}0`, 'not-a-digest'],
  [`${LINE} please`, 'too-many-words'],
  ['/planfile aprove slugs', 'unknown-verb'],
])('%s approves nothing, and says why: %s', (body, why) => {
  expect(commandsIn(body)).toMatchObject([{ kind: 'incomplete', why }]);
});

describe('names a set of phases', () => {
  const phases = [
    { phase: 'a', digest: digestOf('a') },
    { phase: 'b', digest: digestOf('b') },
  ];
  const set = setDigest(phases.map(({ phase, digest }) => ({ id: phase, digest })));
  const plan = { id: 'slugs', path: 'plans/slugs.md' };
  const said = (digest: string, name = 'slugs') => commandsIn(`/planfile approve ${name} ${digest}`)[0]!;

  test('by its first half, by all of it, by the plan’s id or path', () => {
    expect(names(said(set.slice(0, 32)), 'approve', plan, phases)).toBe(true);
    expect(names(said(set), 'approve', plan, phases)).toBe(true);
    expect(names(said(set, 'plans/slugs.md'), 'approve', plan, phases)).toBe(true);
  });

  test('and no other: not fewer phases, another plan, another verb, a digest that only begins alike', () => {
    expect(names(said(set), 'approve', plan, phases.slice(1))).toBe(false);
    expect(names(said(set, 'other'), 'approve', plan, phases)).toBe(false);
    expect(names(said(set), 'revoke', plan, phases)).toBe(false);
    const flipped = set.endsWith('0') ? '1' : '0';
    expect(names(said(set.slice(0, 63) + flipped), 'approve', plan, phases)).toBe(false);
  });
});

test('the line to paste is a command that names what it was made for', () => {
  const digest = digestOf('x');
  expect(commandsIn(commandLine('approve', 'slugs', digest))).toEqual([
    { kind: 'decision', verb: 'approve', plan: 'slugs', digest: digest.slice(0, 32) },
  ]);
});

test('never throws, and never takes a line that is not there', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('> ', '`', '```', '\n', LINE, '<!--', '-->', '- ', 'x', '    ')),
      (parts) => {
        const body = parts.join('');
        const isThere = body.split('\n').some((line) => line.trimEnd() === LINE);
        for (const command of commandsIn(body)) {
          expect(command.kind === 'incomplete' || isThere).toBe(true);
        }
      },
    ),
  );
});

describe('findings are sent back', () => {
  test.each([
    ['all that block', '/planfile fix', []],
    ['by their ids, each once', '/planfile  fix 3f2a91bc\t77d0e5a1 3f2a91bc', ['3f2a91bc', '77d0e5a1']],
    ['with the plan', 'Please.\n\n/planfile fix slugs 3f2a91bc', ['slugs', '3f2a91bc']],
  ])('%s', (_, body, words) => {
    expect(fixesIn(body)).toMatchObject([{ words }]);
    // It is no approval that somebody mistyped.
    expect(commandsIn(body)).toEqual([]);
  });

  test.each([
    '> /planfile fix',
    '`/planfile fix`',
    'please /planfile fix',
    '/planfile fixes',
    '/planfile execute fix',
  ])('not by %s', (body) => {
    expect(fixesIn(body)).toEqual([]);
  });
});
