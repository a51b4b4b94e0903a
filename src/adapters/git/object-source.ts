/**
 * One `git cat-file --batch` that answers for as long as a git directory is open: a plan, a policy or a commit is a question to it
 * and no new process. It is started with the first question, again when it died, and keeps no process of ours alive.
 */
import { PassThrough } from 'node:stream';
import { batchParser, type GitObject, missing } from './batch.ts';
import { type RunGit, timedOut } from './spawn.ts';

export interface ObjectSource extends Disposable {
  /** Whole objects by name (an id, `<id>^{tree}`, `<id>:<path>`; no line feed), in order. A missing one is a fault. */
  read(names: readonly string[]): Promise<GitObject[]>;
  /** The same for one that need not be there. */
  find(name: string): Promise<GitObject | undefined>;
}

interface Question {
  name: string;
  answer(object: GitObject | undefined): void;
  fail(why: unknown): void;
}

interface Serving {
  input: PassThrough;
  asked: Question[];
}

/** `deadline`: milliseconds until an answer must be there. */
export function objectSource(run: RunGit, gitDir: string, deadline = 120_000): ObjectSource {
  let serving: Serving | undefined;

  function start(): Serving {
    const own: Serving = { input: new PassThrough(), asked: [] };
    const parse = batchParser((object) => own.asked.shift()?.answer(object));
    const over = (why: unknown) => {
      if (serving === own) serving = undefined;
      for (const { name, fail } of own.asked.splice(0)) fail(why ?? missing(name));
    };
    const args = ['cat-file', '--batch'];
    // Apart: what a person sends to end us must not take from us what we still have to read.
    run({ gitDir, args, input: own.input, onOutput: parse, standing: true, apart: true }).then(
      () => over(undefined),
      over,
    );
    return own;
  }

  const ask = (name: string): Promise<GitObject | undefined> =>
    new Promise((resolve, reject) => {
      serving ??= start();
      const { input, asked } = serving;
      // It also keeps us alive while we wait.
      const timer = setTimeout(() => {
        input.end();
        reject(timedOut('cat-file', deadline));
      }, deadline);
      const settled = <T>(settle: (value: T) => void) => {
        return (value: T) => {
          clearTimeout(timer);
          settle(value);
        };
      };
      asked.push({ name, answer: settled(resolve), fail: settled(reject) });
      input.write(`${name}\n`);
    });

  return {
    find: ask,
    read: (names) =>
      Promise.all(
        names.map(async (name) => {
          const object = await ask(name);
          if (object === undefined) throw missing(name);
          return object;
        }),
      ),
    [Symbol.dispose]: () => void serving?.input.end(),
  };
}
