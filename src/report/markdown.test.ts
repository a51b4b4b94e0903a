import fc from 'fast-check';
import type { Nodes } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { inert, inertGuards } from './inert.ts';
import { codeBlock, codeSpan, forgeLine, forgeMarkdown } from './markdown.ts';

describe('what is posted of a model', () => {
  test.each([
    ['plain prose stays', 'It **works**, see `a|b`.', 'It **works**, see `a|b`.'],
    ['a mention', 'Ask @mona or @acme/core', 'Ask `@mona` or `@acme/core`'],
    ['a mention written as an entity', '&#64;mona', '`@mona`'],
    ['a closing keyword', 'Fixes #12, closes acme/web#3', 'Fixes `#12`, closes `acme/web#3`'],
    ['an address', 'See https://x.example/?q=a', 'See `https://x.example/?q=a`'],
    ['a link', '[here](https://x.example "t")', 'here (`https://x.example`)'],
    [
      'a link by reference',
      '[here][a]\n\n[a]: https://x.example',
      'here\n\n```\n[a]: https://x.example\n```',
    ],
    ['an image', 'a ![pixel](https://x.example/p.png)', 'a `![pixel](https://x.example/p.png)`'],
    ['HTML in a line', 'a <img src=x> b', 'a `<img src=x>` b'],
    ['HTML as a block', '<details>\nx\n</details>', '```\n<details>\nx\n</details>\n```'],
    ['a comment', '<!-- planfile -->', '```\n<!-- planfile -->\n```'],
    ['a command of a bot', '/planfile approve x 12\n\n- /retest', '`/planfile` approve x 12\n\n- `/retest`'],
    ['a trailer', 'Done.\n\nApproved-by: mona\nPlan: x', 'Done.\n\n`Approved-by:` mona\n`Plan:` x'],
    ['a heading', '# Verdict: pass', '**Verdict: pass**'],
    ['a task', '- [x] approved', '- approved'],
    ['a suggestion', '```suggestion\nrm\n```', '```\nrm\n```'],
    ['a diagram', '```mermaid\ngraph\n```', '```\ngraph\n```'],
    ['an alert', '> [!CAUTION]\n> x', '> \\[!CAUTION]\n> x'],
    ['a formula', 'costs $5 and $x$', 'costs `$5` and `$x$`'],
    ['words that skip checks', 'a [skip ci] `[ci skip]` ***NO_CI***', 'a (skip ci) `(ci skip)` NO_CI'],
    ['a closing keyword in code', '`fixes #3`', '`fixes, #3`'],
    ['a closing keyword far from its number', '```\nfixes\n: #3\n```', '```\nfixes,\n: #3\n```'],
    ['a closing keyword and its colon on two lines', 'fixes  \n: #3', '`fixes :` `#3`'],
    ['a trailer and its colon on two lines', 'see\\\nPlan\\\n: x', 'see\\\n`Plan :` x'],
    ['breaks between words', 'a\\\nb\\\n@mona\\\nc', 'a\\\nb\\\n`@mona`\\\nc'],
    ['a break written as an entity', 'a&#x2028;b', 'a\\\nb'],
    ['a command behind a no-break space', '&nbsp;/cmd', '\u00A0`/cmd`'],
    ['a workflow command above a break', '::error x\\\ny', '`::error x`\\\ny'],
    ['what does not show', 'a\u202Eb\u200Bc', 'a\\<U+202E>b\\<U+200B>c'],
    ['colours', '\u001B[31mred\u001B[0m', 'red'],
  ])('%s', (_, given, posted) => expect(forgeMarkdown(given)).toBe(posted));

  test('is cut, and says so', () => {
    expect(forgeMarkdown('a'.repeat(50), 10)).toBe(`${'a'.repeat(10)}…\n\n(40 more characters were cut)`);
  });

  test.each(['>', '[', '*', '_', '`', '- ', '<', '![', '](', '> - '])(
    '%j by the thousand is code at most',
    (mark) => {
      expect(forgeMarkdown(mark.repeat(10_000))).toMatch(/^`{3,}/);
    },
  );

  test('holds nothing that acts, whatever was written', () => {
    const bits = fc.constantFrom(
      ...[
        '@mona',
        '#12',
        'fixes ',
        '[a](http://x)',
        '![i](x)',
        '<b>',
        '<!--',
        '-->',
        '```',
        '`',
        '``',
        '\n',
        '\n\n',
        '> ',
        '- ',
        '\\',
        '*',
        '**',
        '_',
        '[',
        ']',
        '(',
        ')',
        ': ',
        '|',
        '\n--|--\n',
        '/cmd',
        '~~',
        'http://',
        'www.',
        '&#64;',
        '[^1]',
        ' ',
        'Plan-Phase: x',
        '$',
        'a',
        '[skip ci]',
        '  \n',
        '\\\n',
        '\t',
        ':',
        '&#10;',
        '&#x2028;',
        '&nbsp;',
        'Closes',
        'resolved: ',
      ],
    );
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 30 }), (pieces) => {
        for (const posted of [forgeMarkdown(pieces.join('')), forgeLine(pieces.join(''))]) {
          expect(acting(posted)).toEqual([]);
          expect(posted).not.toMatch(/\[skip ci\]|\b(?:fixes|closes|resolved)[\s:]+#12/i);
        }
      }),
      {
        numRuns: Number(process.env.SOAK ? 100_000 : 300),
        examples: [
          [['fixes ', ' ', '\n', ': ']],
          [['```\nfixes ', '\n', ': ', '#12']],
          [['**', 'Closes', '**', ':']],
        ],
      },
    );
  });
});

test('forgeLine loses nothing of what looks like a fence, and leaves no code open', () => {
  expect(forgeLine('```js x')).toBe('```` ```js x ````');
  expect(forgeLine('```')).toBe('```` ``` ````');
  expect(forgeLine('- ~~~ x')).toBe('`- ~~~ x`');
});

test('forgeLine is one line', () => {
  expect(forgeLine('&nbsp;> /cmd')).toBe('\u00A0> /cmd');
  expect(forgeLine('# a\n- b\n\n`c`')).toBe('a - b `c`');
  expect(forgeLine('a | b')).toBe('a | b');
});

test('code keeps any text inside', () => {
  expect(codeBlock('a\n```\nb\n')).toBe('````\na\n```\nb\n````');
  expect(codeBlock('x', 'js')).toBe('```js\nx\n```');
  expect(codeSpan('a `b` c')).toBe('``a `b` c``');
  expect(codeSpan('`a')).toBe('`` `a ``');
  expect(codeSpan('a\nb')).toBe('`a b`');
});

describe('each guard, taken out, lets its attack through', () => {
  const attacks: Record<string, string> = {
    'bot command': '/planfile approve x',
    trailer: 'Approved-by: mona',
    'workflow command': '::error::x',
    address: 'https://x.example',
    'e-mail': 'mona@example.com',
    mention: '@mona',
    reference: '#12',
    formula: '$x$',
  };
  test.each(inertGuards.map(({ name }) => name))('%s', (name) => {
    const attack = attacks[name]!;
    const caught = inert(attack)
      .filter(({ acts }) => acts)
      .map(({ text }) => text);
    const without = inert(
      attack,
      inertGuards.filter((guard) => guard.name !== name),
    );
    expect(caught).not.toEqual([]);
    expect(without.filter(({ acts }) => acts).map(({ text }) => text)).not.toEqual(caught);
  });
});

/** What a forge would act on in markdown, found by parsing it as a forge does. */
function acting(markdown: string): string[] {
  const found: string[] = [];
  const inText = (text: string, atStart: boolean) => {
    const guards = inertGuards.filter((guard) => Boolean(guard.atStart) === atStart);
    found.push(...inert(text, guards).flatMap((piece) => (piece.acts ? [piece.text] : [])));
  };
  visit(unified().use(remarkParse).use(remarkGfm).parse(markdown) as Nodes, (node) => {
    if (/^(html|image|link|definition|footnote|heading)/.test(node.type)) found.push(node.type);
    if (node.type === 'text') inText(node.value, false);
    if (node.type === 'paragraph') inText(shown(node), true);
  });
  return found;
}

/**
 * A paragraph's text, with something that acts on nothing in the place of code. Marks stay: git and bots read lines as they were
 * written, and `**Closes**:` is no trailer.
 */
function shown(node: Nodes): string {
  if (/^(strong|emphasis|delete)$/.test(node.type) && 'children' in node)
    return `*${node.children.map(shown).join('')}*`;
  if ('children' in node) return node.children.map(shown).join('');
  if (node.type === 'break') return '\n';
  return node.type === 'text' ? node.value : '`';
}
