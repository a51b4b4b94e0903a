/** Whatever people do to the issues in between: a second run changes nothing, and nothing of theirs is lost. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Stage, stage } from './stage.ts';

const WHICH = [null, 'slugify', 'wire', 'docs'] as const;

type Act = (here: Stage, issue: ReturnType<Stage['of']>, marker: string) => void | Promise<void>;

/** What somebody with write may do to an issue; `marker` is text that is found again afterwards. */
const ACTS: Record<string, Act> = {
  'a title': (_, issue, marker) => {
    issue.title = `Title ${marker}`;
  },
  'words before': ({ github, ada }, issue, marker) =>
    github.edit(issue, { by: ada, body: `Before ${marker}\n\n${issue.body}` }),
  'words after': ({ github, ada }, issue, marker) =>
    github.edit(issue, { by: ada, body: `${issue.body}\n\nAfter ${marker}` }),
  'words inside': ({ github, ada }, issue, marker) => {
    const body = issue.body.replace(/(planfile -->\r?\n)/, `$1Inside ${marker}\n`);
    if (body === issue.body) throw new Error('there is no inside');
    github.edit(issue, { by: ada, body });
  },
  'a tick': ({ github, ada }, issue) =>
    github.edit(issue, { by: ada, body: issue.body.replace('- [ ]', '- [x]') }),
  'all of it replaced': ({ github, ada }, issue, marker) =>
    github.edit(issue, { by: ada, body: `Mine ${marker}` }),
  'windows line ends': ({ github, ada }, issue) =>
    github.edit(issue, { by: ada, body: issue.body.replace(/\r?\n/g, '\r\n') }),
  'a comment': ({ github, ada }, issue, marker) =>
    void github.comment(issue, { by: ada, body: `Said ${marker}` }),
  closed: ({ github, ada }, issue) => github.close(issue, { by: ada }),
  reopened: ({ github, ada }, issue) => github.reopen(issue, { by: ada }),
  locked: ({ github }, issue) => github.lock(issue),
  'no labels': (_, issue) => {
    issue.labels = [];
  },
  deleted: ({ github }, issue) => github.deleteIssue(issue),
  'no sub-issues': (_, issue) => {
    for (const child of issue.subIssues) delete child.parent;
    issue.subIssues = [];
  },
  'blocked by another': (here, issue) => {
    issue.blockedBy.push(here.github.issue({ by: here.ada, title: 'another' }));
  },
  moved: async (here, issue) => {
    here.github.transfer(issue, (await here.github.another(`elsewhere-${issue.id}`)).repository);
  },
  'a phase lands': (here) => here.land('slugify'),
  'it is undone': (here) => here.land(),
};

/** Stories that once failed. */
const FOUND: { name: string; on: (typeof WHICH)[number] }[][] = [
  [
    { name: 'windows line ends', on: 'docs' },
    { name: 'a title', on: null },
    { name: 'a title', on: null },
    { name: 'words inside', on: 'docs' },
  ],
];

const runs = process.env.SOAK ? 100 : 3;

test(`${runs} stories of random edits, deletions, transfers, locks and landings`, async () => {
  const act = fc.record({ name: fc.constantFrom(...Object.keys(ACTS)), on: fc.constantFrom(...WHICH) });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 8 }), async (acts) => {
      await using here = await stage();
      await here.run();
      const said = new Map<object, string[]>();
      for (const [index, { name, on }] of acts.entries()) {
        let issue: ReturnType<Stage['of']>;
        try {
          issue = here.of(on);
        } catch {
          continue; // it lives elsewhere, or its mark was taken out
        }
        const marker = `words-${index}`;
        if (name === 'all of it replaced' || name === 'deleted') said.delete(issue);
        if (/^words|^all of it/.test(name)) said.set(issue, [...(said.get(issue) ?? []), marker]);
        await ACTS[name]!(here, issue, marker);
        if (index % 2 === 0) await here.run();
      }
      await here.run();
      const again = await here.run();
      expect(again.writes, JSON.stringify(again.written)).toBe(0);
      expect(again.written).toEqual([]);
      for (const [issue, markers] of said) {
        const { body } = issue as { body: string };
        for (const marker of markers) expect(body).toContain(marker);
      }
    }),
    {
      numRuns: runs + FOUND.length,
      examples: FOUND.map((acts): [typeof acts] => [acts]),
      ...(process.env.SOAK ? {} : { seed: 7, endOnFailure: true }),
    },
  );
}, 600_000);
