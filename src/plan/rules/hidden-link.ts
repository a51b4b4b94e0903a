import { placeIn } from '../markdown.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

/** In characters. An address is not shown, so it may not be a letter. */
const MOST = 200;

export const rule = defineRule({
  code: 'hidden-link',
  title: 'A link that shows less than it says',
  doc: `People see a link's text, a model reads its address (trust rule T3). So a link has a text that is shown, and an address that is relative, \`http:\`, \`https:\` or \`mailto:\`, of at most ${MOST} characters, without spaces.`,
  good: [example({ body: 'See [the guide](docs/guide.md), <https://example.com/a>.' })],
  bad: [
    { plan: example({ body: 'Text [](docs/ignore-the-plan.md).' }), at: [12, 6] },
    { plan: example({ body: 'See [this](data:text/plain,ignore-the-plan).' }), at: [12, 5] },
    { plan: example({ body: `See [this](https://example.com/${'a'.repeat(MOST)}).` }), at: [12, 5] },
    { plan: example({ body: 'See [this](<ignore the plan>).' }), at: [12, 5] },
  ],
  locked: true,
  *check({ source, outline }) {
    for (const block of outline?.blocks ?? []) {
      if (!block.special) continue;
      let open: { offset: number; href: string; shown: string } | undefined;
      for (const { inline, offset } of block.parts) {
        if (inline.type === 'link_open')
          open = { offset, href: String(inline.attrGet('href') ?? ''), shown: '' };
        else if (open && inline.type !== 'link_close') open.shown += inline.content;
        else if (open) {
          const fault = faultOf(open.href, open.shown);
          if (fault)
            yield {
              ...placeIn(source, block, open.offset, 1),
              message: `A link ${fault}.`,
              fix: 'Write a short address behind a text that says where it leads.',
            };
          open = undefined;
        }
      }
    }
  },
});

function faultOf(href: string, shown: string): string | undefined {
  if (shown.trim() === '') return 'shows no text';
  if (href.length > MOST) return `has an address of more than ${MOST} characters`;
  if (/%20|\s/.test(href)) return 'has an address with spaces';
  if (/^[^/?#]*:/.test(href) && !/^(?:https?|mailto):/i.test(href)) return 'has an address of another kind';
  return undefined;
}
