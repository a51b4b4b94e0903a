/**
 * The whole way on the example: validate → approve → run → status, by the same program that a user starts, in a temporary
 * repository. Only the models' answers may be recorded; plan, git, gate, sandbox, commands and commits are real.
 */
import { demoExample } from './example.ts';

/** What the walk stands on; the entry gives it (entries/demo.ts). */
export interface Stage {
  /** An empty folder for the repository. */
  folder: string;
  write(path: string, text: string): Promise<void>;
  /** Runs git in the repository; answers with its stdout. */
  git(...args: string[]): Promise<string>;
  /** Runs `planfile` in the repository; its progress goes to the screen by itself. */
  planfile(...args: string[]): Promise<{ exit: number; stdout: string }>;
  say(text: string): void;
}

export interface Walked {
  exit: number;
  repository: string;
  plan: string;
  branch: string;
  log: string;
  review: string;
}

/** Walks it. The first command that does not end with 0 ends the walk with its exit code. */
export async function walk(stage: Stage, runArguments: readonly string[]): Promise<Walked> {
  const example = demoExample();
  const { planId, planPath } = example;
  const branch = `plan/${planId}`;
  for (const { path, text } of example.files) await stage.write(path, text);
  await stage.git('init', '-q', '-b', 'main');
  await stage.git('add', '.');
  await stage.git('commit', '-q', '-m', 'A small magazine, and a plan for readable addresses');

  const walked: Walked = { exit: 0, repository: stage.folder, plan: planPath, branch, log: '', review: '' };
  const chapters: { title: string; args: string[] }[] = [
    { title: 'A check reads the plan', args: ['validate'] },
    { title: 'A person approves what it says, by digest', args: ['approve', planId, '--yes'] },
    { title: 'Sonnet builds the phases, Opus reviews each wave', args: ['run', planId, ...runArguments] },
    { title: 'Where it stands now', args: ['status', planId] },
  ];
  for (const { title, args } of chapters) {
    stage.say(`\n── ${title}\n   $ planfile ${args.join(' ')}\n\n`);
    const { exit, stdout } = await stage.planfile(...args);
    stage.say(stdout);
    if (exit !== 0) return { ...walked, exit };
  }
  walked.log = await stage.git(
    'log',
    '--reverse',
    '--format=%C(auto)%h %s%n%n%w(0,4,4)%(trailers)',
    `main..${branch}`,
  );
  stage.say(`\n── What git remembers\n   $ git log main..${branch}\n\n${walked.log.trimEnd()}\n`);
  return walked;
}
