/** Where GitHub lets a comment stand, and where it does not: nothing that was found is lost. */
import { expect, test } from 'vitest';
import type { Finding } from '../../../src/outcomes/review.ts';
import { cloneAs } from '../../doubles/github/clients.ts';
import type { Pull } from '../../doubles/github/index.ts';
import { found, stage } from './stage.ts';

/** Where each claim is read: on its line, or in the body. */
function landed(pull: Pull, claims: readonly string[]): Record<string, string> {
  const review = pull.reviews.at(-1)!;
  return Object.fromEntries(
    claims.map((claim) => {
      const on = review.comments.find(({ body }) => body.includes(`: ${claim}\n`));
      const { path, side, line } = on?.place ?? {};
      return [claim, on ? `${path}:${side}:${line}` : review.body.includes(`: ${claim}\n`) ? 'body' : 'LOST'];
    }),
  );
}

const lines = (count: number, what = 'line'): string =>
  Array.from({ length: count }, (_, i) => `${what} ${i + 1}\n`).join('');

test('both sides, renames, deletions, binary files, ends without a line feed, CRLF, submodules, what is withheld', async () => {
  await using story = await stage({
    diffLimits: { patchBytes: 4_000 },
    files: {
      'src/a.ts': lines(60),
      'src/gone.ts': lines(5),
      'src/old.ts': lines(40, 'kept'),
      'src/crlf.ts': 'one\r\ntwo\r\nthree\r\n',
      'src/end.ts': 'one\ntwo',
      'logo.bin': 'x',
    },
  });
  const { github, ada } = story;
  await using clone = await cloneAs(github, ada);
  const git = async (...args: string[]) => {
    const { code, stderr } = await clone.git(...args);
    if (code !== 0) throw new Error(stderr);
  };
  await git('switch', '-q', '-c', 'topic');
  const { writeFile, mkdir } = await import('node:fs/promises');
  const write = (path: string, content: string | Uint8Array) => writeFile(`${clone.folder}/${path}`, content);
  await write('src/a.ts', lines(60).replace('line 2\n', '').replace('line 40\n', 'line forty\n'));
  await git('rm', '-q', 'src/gone.ts');
  await git('mv', 'src/old.ts', 'src/new.ts');
  await write('src/new.ts', lines(40, 'kept').replace('kept 20\n', 'kept twenty\n'));
  await write('src/crlf.ts', 'one\r\nzwei\r\nthree\r\n');
  await write('src/end.ts', 'one\nzwei');
  await write('logo.bin', Uint8Array.from([0, 1, 2, 0]));
  await mkdir(`${clone.folder}/big`);
  await write('big/data.txt', lines(1_000));
  await git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},vendored`);
  await git('add', '-A', '--', 'src', 'logo.bin', 'big');
  await git('commit', '-q', '-m', 'all of it');
  await git('push', '-q', 'origin', 'topic');
  const pull = await github.pull({ by: ada, head: 'topic' });

  const at = (claim: string, over: Partial<Finding>) => found(claim, over);
  const wanted: [Finding, string][] = [
    [at('an added line', { line: 39 }), 'src/a.ts:RIGHT:39'],
    [at('a removed line', { line: 2, side: 'old' }), 'src/a.ts:LEFT:2'],
    [at('context on the old side', { line: 3, side: 'old' }), 'src/a.ts:LEFT:3'],
    [at('a line outside of every hunk', { line: 20 }), 'body'],
    [at('a line beyond the end', { line: 900 }), 'body'],
    [at('a range over a gap', { line: 5, endLine: 37 }), 'src/a.ts:RIGHT:37'],
    [at('a removed file', { path: 'src/gone.ts', line: 4, side: 'old' }), 'src/gone.ts:LEFT:4'],
    [at('a removed file on the new side', { path: 'src/gone.ts', line: 1 }), 'body'],
    [at('a renamed file', { path: 'src/new.ts', line: 20 }), 'src/new.ts:RIGHT:20'],
    [at('by its old name', { path: 'src/old.ts', line: 20, side: 'old' }), 'src/new.ts:LEFT:20'],
    [
      at('with carriage returns', { path: 'src/crlf.ts', line: 2, replacement: 'two' }),
      'src/crlf.ts:RIGHT:2',
    ],
    [
      at('an end without a line feed', { path: 'src/end.ts', line: 2, replacement: 'two' }),
      'src/end.ts:RIGHT:2',
    ],
    [at('a binary file', { path: 'logo.bin', line: 1 }), 'body'],
    [at('a patch that is withheld', { path: 'big/data.txt', line: 1 }), 'body'],
    [at('a submodule', { path: 'vendored', line: null }), 'body'],
    [at('a file that was not changed', { path: 'README.md', line: 1 }), 'body'],
    [at('all of it', { path: null, line: null }), 'body'],
  ];
  const { check, notes } = await story.review(pull, { findings: wanted.map(([finding]) => finding) });
  expect([check.conclusion, notes]).toEqual(['success', []]);
  expect(
    landed(
      pull,
      wanted.map(([{ claim }]) => claim),
    ),
  ).toEqual(Object.fromEntries(wanted.map(([{ claim }, where]) => [claim, where])));
  // Neither could be committed as it was meant.
  expect(pull.reviews.at(-1)!.comments.filter(({ body }) => body.includes('```suggestion'))).toEqual([]);
  expect(github.complaints).toEqual([]);
}, 60_000);

test('more files than GitHub lists, 300 findings, a text of 100 kB: cut where it must be, worst first', async () => {
  await using story = await stage({ diffLimits: { files: 20 } });
  const files = Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [`src/f${String(i).padStart(2, '0')}.ts`, lines(10)]),
  );
  const pull = await story.change(files);
  const severities = ['nit', 'minor', 'major', 'blocker'] as const;
  const findings = Array.from({ length: 300 }, (_, i) =>
    found(`claim ${i} ${'x'.repeat(300)}`, {
      path: `src/f${String(i % 60).padStart(2, '0')}.ts`,
      line: (i % 10) + 1,
      severity: severities[i % 4]!,
      scenario: '<img src=x> @everyone ![](https://evil.example/x) '.repeat(60),
    }),
  );
  const summary = 'Closes #1. <script>x</script> '.repeat(600);
  const { check } = await story.review(pull, { verdict: 'block', findings, summary });
  expect(check.conclusion).toBe('failure');
  const [review] = pull.reviews;
  expect(review!.comments).toHaveLength(30);
  expect(review!.comments.every(({ body }) => body.startsWith('**blocker**'))).toBe(false);
  expect(review!.comments[0]!.body).toMatch(/^\*\*blocker\*\*/);
  expect(review!.body.length).toBeLessThanOrEqual(65_536);
  expect(review!.body).toContain('more than 30 comments are not made');
  expect(review!.body).toContain('not among those that the forge lists');
  for (const text of [review!.body, ...review!.comments.map(({ body }) => body)]) {
    const said = text.replace(/`[^`]*`/g, '').replace(/<!--[^>]*-->/g, '');
    expect(said).not.toMatch(/<img|<script|(?<![\w`])@everyone|Closes #1|!\[/);
  }
  expect(story.check(pull.head.sha)!.annotations).toHaveLength(100);
  expect(story.github.complaints).toEqual([]);
}, 60_000);

test('a line that GitHub takes no comment on after all: all of it in the body, once', async () => {
  await using story = await stage();
  const pull = await story.change({ 'src/a.ts': lines(3) });
  const body = { message: 'Unprocessable Entity', errors: ['Line could not be resolved'] };
  story.github.fail({ match: /POST .*reviews/, fault: { status: 422, body }, times: 1 });
  const { check } = await story.review(pull, { findings: [found('one'), found('two', { line: 2 })] });
  expect(check.conclusion).toBe('success');
  expect(pull.reviews).toHaveLength(1);
  expect(landed(pull, ['one', 'two'])).toEqual({ one: 'body', two: 'body' });
  expect(pull.reviews[0]!.body).toContain('the forge takes no comment there');

  // An answer that was lost is looked for, before it is said to be missing.
  story.github.fail({ match: /POST .*reviews/, fault: { drop: 'after' }, times: 1 });
  await story.github.push('topic', { by: story.ada, files: { 'src/a.ts': lines(4) } });
  const again = await story.review(pull, { findings: [found('three', { line: 4 })] });
  expect([again.check.conclusion, pull.reviews.length]).toEqual(['success', 2]);
}, 60_000);

test('comments that others deleted are said anew; two runs at once say it once', async () => {
  await using story = await stage();
  const { bob } = story;
  const pull = await story.change({ 'src/a.ts': lines(3) });
  await story.review(pull, { findings: [found('one'), found('two', { line: 2 })] });
  await story.remove(pull, 0, bob);
  const asked = [await story.comment(pull), await story.comment(pull)];
  for (const one of asked) await story.says(one, { findings: [found('one'), found('two', { line: 2 })] });
  const published = await Promise.all(asked.map((one) => story.publish(one)));
  expect(published.map(({ exit }) => exit)).toEqual([0, 0]);
  const open = story.threads(pull).filter(([, stands]) => stands === 'open');
  expect(open.map(([claim]) => claim).sort()).toEqual(['one', 'two']);
}, 60_000);
