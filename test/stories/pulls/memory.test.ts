/**
 * The twenty stories of what a review remembers (test/stories/review/stories.ts), played on GitHub: real pushes, threads that follow or
 * lose their lines, answers of people with and without a say. At their end the same threads stand as for the pure core.
 */
import { describe, expect, test } from 'vitest';
import { recall, replyGuards, threadGuards } from '../../../src/commands/publishing/recall.ts';
import type { Finding, Review } from '../../../src/outcomes/review.ts';
import type { Pull, Someone } from '../../doubles/github/index.ts';
import { type Event, type Story, stories } from '../review/stories.ts';
import { found, type PullStage, stage } from './stage.ts';

/** Files with the functions that the code has, each at its version. `moved`: the same code on lines that are all new, by its indentation. */
function filesOf(code: Record<string, number>, moved: boolean): Record<string, string> {
  const byFile = Map.groupBy(Object.entries(code), ([place]) => place.split(':')[0]!);
  return Object.fromEntries(
    [...byFile].map(([path, places]) => {
      const text = places.map(([place, version]) => textOf(place.split(':')[1]!, version)).join('\n');
      return [path, moved ? text.replace(/^(?=.)/gm, '  ') : text];
    }),
  );
}

const textOf = (name: string, version: number): string =>
  `function ${name}() {\n  const ${name} = ${version};\n  return ${name}(${version});\n}\n`;

class Played {
  code: Record<string, number> = {};
  files: Record<string, string> = {};
  pull: Pull | undefined;
  pushes = 0;
  readonly at: PullStage;
  readonly bot: Pick<Someone, 'token'>;

  constructor(at: PullStage) {
    this.at = at;
    this.bot = at.github.app('helper', { permissions: { pull_requests: 'write' } });
  }

  async apply(event: Event): Promise<void> {
    if ('push' in event) await this.push(event);
    else if ('review' in event) await this.review(event);
    else if ('decline' in event) {
      const { cleo, ada, rita } = this.at;
      const by = { maintainer: cleo, author: ada, stranger: rita, bot: this.bot }[event.by];
      await this.at.answer(this.pull!, this.nth(event.decline), by, '/planfile decline as it is meant so');
    } else if ('close' in event)
      this.at.github.resolve(this.pull!.threads[this.nth(event.close)]!, { by: this.at.bob });
    else await this.at.remove(this.pull!, this.nth(event.remove), this.at.bob);
  }

  nth = (says: string): number => this.at.threads(this.pull!).findIndex(([claim]) => claim === says);

  async push({ push, moved = false }: Extract<Event, { push: unknown }>): Promise<void> {
    this.code = push;
    this.pushes += 1;
    const files = { ...filesOf(push, moved), 'count.txt': `${this.pushes}\n` };
    this.files = files;
    // One commit on the base, as after a rebase: what is not named is gone.
    await this.at.github.push('topic', { by: this.at.ada, files, force: true });
    this.pull ??= await this.at.github.pull({ by: this.at.ada, head: 'topic' });
  }

  async review({ review, complete = true, unread = [] }: Extract<Event, { review: unknown }>): Promise<void> {
    const findings = review.map(({ says, at, severity = 'major', standing = 'confirmed' }): Finding => {
      const [path = '', name = ''] = at.split(':');
      const line =
        (this.files[path] ?? '').split('\n').findIndex((row) => row.includes(`return ${name}(`)) + 1;
      return found(says, { path, line, severity, standing });
    });
    const says: Partial<Review> = !complete
      ? { verdict: 'none', why: 'the service failed', cause: 'service' }
      : unread.length > 0
        ? { verdict: 'none', why: 'not all was read', cause: 'unread', unread: [...unread] }
        : { verdict: 'block' };
    await this.at.review(this.pull!, { ...says, findings });
  }
}

const play = async (story: Story): Promise<Played> => {
  const played = new Played(await stage());
  for (const event of story.events) await played.apply(event);
  return played;
};

// A fixed sample; `SOAK=1` plays all twenty.
const SAMPLE = [4, 10];
const sample = process.env.SOAK ? stories : SAMPLE.map((nth) => stories[nth]!);

describe.each(sample)('$name', (story) => {
  test('leaves these threads on GitHub', async () => {
    const played = await play(story);
    await using at = played.at;
    expect(at.threads(played.pull!)).toEqual(story.threads);
    const last = played.pull!.reviews.findLast(({ body }) => body !== '')?.body ?? '';
    for (const claim of story.declined ?? []) expect(last).toContain(`: ${claim}: declined by`);
    if (story.declined?.length === 0) expect(last).not.toContain('declined by');
    expect(at.github.complaints).toEqual([]);
  }, 90_000);
});

describe('whose word counts', () => {
  /** Who declines, how, and the guard that stops it. */
  const words: Record<string, (at: PullStage, pull: Pull) => Promise<unknown>> = {
    'a person says it': (at, pull) =>
      at.answer(pull, 0, at.github.app('helper', { permissions: { pull_requests: 'write' } }), DECLINE),
    'they may write now': (at, pull) => at.answer(pull, 0, at.rita, DECLINE),
    'they wrote nothing of the change': (at, pull) => at.answer(pull, 0, at.ada, DECLINE),
    'it was never edited': async (at, pull) => {
      await at.answer(pull, 0, at.cleo, 'Thank you!');
      at.github.edit(pull.threads[0]!.comments[1] as never, { by: at.bob, body: DECLINE });
    },
    'no mail brought it': async (at, pull) => {
      await at.answer(pull, 0, at.cleo, DECLINE);
      pull.threads[0]!.comments[1]!.byMail = true;
    },
  };
  const DECLINE = '/planfile decline it is meant so';

  test.each(Object.keys(replyGuards))(
    '%s; without this guard it would decline',
    async (name) => {
      await using at = await stage();
      const pull = await at.change({ 'src/a.ts': 'a\n' });
      const { asked } = await at.review(pull, {
        verdict: 'block',
        findings: [found('x', { severity: 'major' })],
      });
      await words[name]!(at, pull);
      const { exit } = await at.publish(asked);
      expect(exit).toBe(1);
      const { cwd: _, ...ports } = await at.job();
      const review = JSON.parse(
        new TextDecoder().decode(await ports.files.read(`${asked.folder}/review.json`)),
      );
      const facts = { pull: (await ports.forge.pulls.get(pull.issue.number))!, review, head: pull.head.sha };
      await ports.git.repository.bring(`refs/pull/${pull.issue.number}/head`);
      const without = Object.fromEntries(Object.entries(replyGuards).filter(([one]) => one !== name));
      const decide = async (replies: Readonly<typeof replyGuards>) =>
        (await recall(facts, ports, { threads: threadGuards, replies })).decisions.map((one) => one.do);
      expect(await decide(replyGuards)).toEqual(['keep']);
      // A bot has no permission to write either; the permission of who wrote nothing is asked all the same.
      if (name !== 'a person says it') expect(await decide(without)).toEqual(['declined']);
    },
    60_000,
  );

  test.each(Object.keys(threadGuards))(
    'a thread counts where %s',
    async (name) => {
      await using at = await stage();
      const pull = await at.change({ 'src/a.ts': 'a\n' });
      const { asked } = await at.review(pull, { findings: [found('x')] });
      const [first] = pull.threads[0]!.comments;
      if (name === 'our own account began it') first!.author = at.rita.account;
      else at.github.edit(first as never, { by: at.bob, body: `Edited. ${first!.body}` });
      const { cwd: _, ...ports } = await at.job();
      const review = JSON.parse(
        new TextDecoder().decode(await ports.files.read(`${asked.folder}/review.json`)),
      );
      const facts = { pull: (await ports.forge.pulls.get(pull.issue.number))!, review, head: pull.head.sha };
      await ports.git.repository.bring(`refs/pull/${pull.issue.number}/head`);
      const without = Object.fromEntries(Object.entries(threadGuards).filter(([one]) => one !== name));
      const decide = async (threads: Readonly<typeof threadGuards>) =>
        (await recall(facts, ports, { threads, replies: replyGuards })).decisions.map((one) => one.do);
      expect(await decide(threadGuards)).toEqual(['comment']);
      expect(await decide(without)).toEqual(['keep']);
    },
    60_000,
  );
});
