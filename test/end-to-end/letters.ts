/** A plan of up to six phases, each of which writes its letter, proposed and approved in a repository with our workflows. */
import { startGitHub } from '../doubles/github/index.ts';
import { startMessages } from '../doubles/messages/server.ts';
import { type Cast, finish, play, write } from './actors.ts';
import { startRunner, workflowFiles } from './jobs.ts';
import { planText } from './place.ts';

export const NEEDS = { a: [], b: [], c: [], d: ['a', 'b'], e: ['c'], f: ['d', 'e'] } as const;
const phases = Object.entries(NEEDS).map(([id, needs]) => ({
  id,
  yaml: `needs: [${needs.join(', ')}], paths: [${id}.txt], verify: [test -s ${id}.txt]`,
}));

export type LettersStage = Awaited<ReturnType<typeof letters>>;

/** Models that write what each phase names; Bob approves by a comment, as GitHub would bring it to our workflow. */
export async function letters(ids: readonly string[] = Object.keys(NEEDS), over: Partial<Cast> = {}) {
  await using cleanup = new AsyncDisposableStack();
  const cast = Object.fromEntries(ids.map((id) => [id, [write(`${id}.txt`, `${id}\n`), finish()]]));
  const messages = cleanup.use(await startMessages(play({ phases: cast, ...over })));
  const files = { 'README.md': '# Letters\n', ...workflowFiles() };
  const github = cleanup.use(await startGitHub({ files }));
  const ada = github.person('ada', { permission: 'write' });
  const bob = github.person('bob', { permission: 'write' });
  const plan = planText({ id: 'letters', phases: phases.filter(({ id }) => ids.includes(id)) });
  // Evidence is held against the default branch of its moment: nothing is said in the second in which that was made.
  github.clock.advance({ minutes: 1 });
  await github.push('plan/letters', { by: ada, files: { 'plans/letters.md': plan } });
  const issue = github.issue({ by: ada, title: 'Letters' });
  const runner = cleanup.use(await startRunner({ github, messages: messages.url }));
  const say = async (file: string, body: string, by = bob) =>
    runner.play(await runner.comment(file, github.comment(issue, { by, body }), by));
  await say('planfile-approve.yml', '/planfile approve letters');
  const line = /\/planfile approve letters [0-9a-f]{32}/.exec(issue.comments.at(-1)!.body)?.[0] ?? '';
  const given = await say('planfile-approve.yml', line);
  if (given.jobs[0]!.exit !== 0) throw new Error(given.jobs[0]!.log);
  const owned = cleanup.move();
  return {
    github,
    messages,
    runner,
    ada,
    bob,
    issue,
    plan,
    say,
    /** How many sessions were begun of each phase, and of reviews. */
    sessions: (): Record<string, number> => sessionsOf(ids, messages.requests),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

function sessionsOf(
  ids: readonly string[],
  requests: readonly { messages: readonly { role: string; content: unknown }[] }[],
): Record<string, number> {
  const first = requests
    .filter(({ messages }) => messages.every(({ role }) => role !== 'assistant'))
    .map(({ messages }) => JSON.stringify(messages[0]?.content ?? ''));
  const count = (mark: string) => first.filter((text) => text.includes(mark)).length;
  return Object.fromEntries(ids.map((id) => [id, count(`Your phase is **${id}**`)]));
}
