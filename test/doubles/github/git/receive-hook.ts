/**
 * The git hook of a served repository: run by git as `pre-receive` and as `update`, in its quarantine.
 * A program of its own (git starts it), which knows only what the transport put into its environment.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What one push may not do, already narrowed to who pushes. `refs` is the source of a regular expression. */
export type PushRule = {
  kind: 'GH006' | 'GH013';
  refs: string;
  create?: string;
  update?: string;
  force?: string;
  delete?: string;
};
/** @property workflows a token without the `workflows` permission may not change workflow files (github.md G14). */
export type PushPolicy = { rules: PushRule[]; workflows?: string };

const NONE = '0'.repeat(40);
const git = (...args: string[]) =>
  execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

/** The message when this rule refuses this update. */
function refused(rule: PushRule, ref: string, from: string, to: string): string | undefined {
  if (!new RegExp(rule.refs).test(ref)) return undefined;
  if (from === NONE) return rule.create;
  if (to === NONE) return rule.delete;
  return rule.update ?? (isForward(from, to) ? undefined : rule.force);
}

function isForward(from: string, to: string): boolean {
  try {
    git('merge-base', '--is-ancestor', from, to);
    return true;
  } catch {
    return false;
  }
}

/** The first workflow file that a push brings, in its new commits or (merges included) in the whole of it. */
function workflowIn(from: string, to: string): string | undefined {
  if (to === NONE) return undefined;
  const log = [
    'log',
    '--format=',
    '--name-only',
    '-m',
    '--first-parent',
    to,
    '--not',
    '--all',
    '--',
    '.github/workflows',
  ];
  const whole =
    from === NONE ? '' : git('diff-tree', '-r', '--name-only', from, to, '--', '.github/workflows');
  return (whole || git(...log)).split('\n').find(Boolean);
}

function say(...lines: string[]): void {
  process.stderr.write(`${lines.join('\n')}\n`);
}

function main(phase: string, args: string[]): number {
  const policy = JSON.parse(process.env.DOUBLE_PUSH_POLICY ?? '{"rules":[]}') as PushPolicy;
  const updates =
    phase === 'update'
      ? [[args[1], args[2], args[0]]]
      : readFileSync(0, 'utf8')
          .trim()
          .split('\n')
          .filter(Boolean)
          .map((line) => line.split(' '));
  for (const [from = '', to = '', ref = ''] of updates) {
    for (const rule of policy.rules.filter(({ kind }) => (kind === 'GH006') === (phase === 'update'))) {
      const message = refused(rule, ref, from, to);
      if (message === undefined) continue;
      if (rule.kind === 'GH006')
        say(`error: GH006: Protected branch update failed for ${ref}.`, `error: ${message}`);
      else say(`error: GH013: Repository rule violations found for ${ref}.`, '', `- ${message}`, '');
      return 1;
    }
    const workflow = policy.workflows && phase === 'pre-receive' ? workflowIn(from, to) : undefined;
    if (workflow) {
      say(
        `refusing to allow ${policy.workflows} to create or update workflow \`${workflow}\` without \`workflows\` permission`,
      );
      return 1;
    }
  }
  return 0;
}

process.exitCode = main(process.argv[2] ?? '', process.argv.slice(3));
