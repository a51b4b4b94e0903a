import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planOf, story } from '../../../test/builders/story.ts';
import { fold } from '../../lifecycle/fold.ts';
import type { Plan } from '../../plan/plan.ts';
import { readPlan } from '../../plan/read.ts';
import { issueEdit, linkEdits, newIssue } from './edits.ts';
import { hashOf, type Mark, readBody, withTicks, writeBody } from './mark.ts';
import { type WantedIssue, wantedParent, wantedPhase } from './wanted.ts';

const mark: Mark = {
  plan: 'slugs',
  phase: 'slugify',
  title: 'a',
  text: 'b',
  state: 'open',
  labels: ['planfile'],
};

test('a body reads back as it was written, whatever people wrote around it', () => {
  const words = fc
    .string({ unit: 'grapheme' })
    .filter((text) => !text.includes('<!--') && !text.includes('\r'));
  fc.assert(
    fc.property(words, words, words, (text, before, after) => {
      const written = { mark, text: text.trim(), before, after };
      expect(readBody(writeBody(written))).toEqual(written);
      expect(readBody(writeBody(written).replaceAll('\n', '\r\n'))?.text).toBe(written.text);
    }),
  );
});

test.each([
  '',
  'words',
  '<!-- planfile-issue {} -->',
  writeBody({ mark, text: 'x', before: '', after: '' }).replace('"slugs"', '7'),
])('what is no whole mark of ours is none: %j', (body) => expect(readBody(body)).toBeUndefined());

test('a mark that somebody quotes above is not taken for ours', () => {
  const quoted = '<!-- planfile-issue {"plan":"other"} -->\n';
  expect(readBody(writeBody({ mark, text: 'x', before: quoted, after: '' }))).toMatchObject({
    mark,
    text: 'x',
  });
});

test('nor one that the text holds: the last counts, and no text of a plan holds any', () => {
  const forged = `<!-- planfile-issue ${JSON.stringify({ ...mark, phase: 'docs' })} -->`;
  const body = writeBody({ mark, text: `As in \`${forged}\`.\n${forged}`, before: '', after: '' });
  expect(readBody(body)?.mark.phase).toBe('slugify');
  const source = `---
planfile: 1
id: slugs
phases:
  - {id: slugify, paths: [src/slug/**], verify: [npm test]}
---

# Make \`${forged}\`

Why.

## Phase slugify: Write \`${forged}\`

As in \`${forged}\`.

- [ ] \`${forged}\` is there
`;
  const plan = readPlan(Buffer.from(source), 'plans/slugs.md').plan!;
  const state = fold(plan, []);
  for (const { text } of [wantedParent({ plan, state }), wantedPhase(plan.phases[0]!, { plan, state })]) {
    expect(text).toContain('<! -- planfile-issue');
    expect(text).not.toContain('<!--');
  }
});

test('ticking is no rewriting, and ticks go over to the same tasks', () => {
  expect(hashOf('- [x] a\n- [ ] b')).toBe(hashOf('- [ ] a\n- [ ] b\n'));
  expect(hashOf('- [ ] a')).not.toBe(hashOf('- [ ] b'));
  expect(withTicks('- [ ] a\n- [ ] c', '- [x] a\n- [x] b')).toBe('- [x] a\n- [ ] c');
});

test('an edit leads to what is wanted, and then there is nothing to edit', () => {
  const text = fc.constantFrom('one', 'two', '- [ ] task');
  const wanted = fc.record({
    phase: fc.constant('slugify'),
    title: text,
    text,
    state: fc.constantFrom('open' as const, 'closed' as const),
    labels: fc.constantFrom<string[]>(['planfile'], ['planfile', 'planfile: next']),
  });
  fc.assert(
    fc.property(wanted, wanted, fc.constantFrom<string[]>([], ['bug']), (first, second, others) => {
      const opened = newIssue({ ...first, labels: [...first.labels] }, { plan: 'slugs' });
      let found = {
        number: 1,
        ...opened,
        state: 'open' as 'open' | 'closed',
        labels: [...opened.labels, ...others],
      };
      for (const want of [first, second]) {
        const { edit, kept } = issueEdit(found, want, { plan: 'slugs' });
        expect(kept).toEqual([]);
        found = { ...found, ...edit };
        expect(found).toMatchObject({ title: want.title, state: want.state });
        expect(found.labels.toSorted()).toEqual([...want.labels, ...others].toSorted());
        expect(issueEdit(found, want, { plan: 'slugs' }).edit).toBeUndefined();
      }
    }),
  );
});

test('words inside our part are kept, and told, with whatever line ends they came', () => {
  const first: WantedIssue = {
    phase: 'docs',
    title: 'one',
    text: 'Write it.\n\n- [ ] a\n- [ ] b',
    state: 'open',
    labels: ['planfile'],
  };
  const { labels, ...opened } = newIssue(first, { plan: 'slugs' });
  const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
  fc.assert(
    fc.property(lineEnd, lineEnd, fc.nat({ max: 4 }), (before, after, at) => {
      const lines = opened.body.replaceAll('\n', before).split(before);
      const body = lines.toSpliced(1 + at, 0, 'Inside words-3').join(after);
      const found = { number: 1, ...opened, labels, body, state: 'open' as const };
      for (const text of [first.text, 'Write it anew.']) {
        const { edit, kept } = issueEdit(found, { ...first, title: 'two', text }, { plan: 'slugs' });
        expect(kept).toEqual(['its text']);
        expect(edit).toMatchObject({ title: 'two' });
        expect(edit!.body).toContain('Inside words-3');
      }
    }),
    { examples: [['\r\n', '\n', 0]] },
  );
});

test('links: what is missing is added, of ours what is too much is taken away, others stay', () => {
  expect(linkEdits([1, 2, 9], [2, 3], new Set([1, 2, 3]))).toEqual({ add: [3], remove: [1] });
});

test('what a plan says is text where it is posted: nothing in it acts', () => {
  const source = `---
planfile: 1
id: slugs
phases:
  - {id: slugify, paths: [src/slug/**], verify: [npm test]}
---

# Make slugs @everyone

Why.

## Phase slugify: Close fixes #1 /planfile approve

Ask @ada, see https://evil.example/x and fixes #12.

/planfile approve slugs

- [ ] Mentions @bob
`;
  const plan: Plan = readPlan(Buffer.from(source), 'plans/slugs.md').plan!;
  const told = planOf({ slugify: [] });
  const state = fold(
    plan,
    story({ ...told, phases: plan.phases.map(({ id, digest }) => ({ id, digest, needs: [] })) })
      .start('slugify')
      .failed('slugify')
      .steps(),
  );
  const { title, text, labels } = wantedPhase(plan.phases[0]!, { plan, state });
  const parent = wantedParent({ plan, state });
  expect(labels).toEqual(['planfile', 'planfile: failed']);
  expect(text).toContain('- [ ] Mentions `@bob`');
  expect(text).not.toMatch(/(?<!`)@ada|(?<!`)https:|^\/planfile/m);
  expect(parent.title).not.toContain('@everyone');
  expect([title, text, parent.text].join('\n')).toMatchSnapshot();
});
