/** The hooks of a served repository: which rules bind a push, and the log of who pushed what. */
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import picomatch from 'picomatch';
import { roleOf } from '../permissions.ts';
import { rulesetMessages } from '../rules/protection.ts';
import type { Actor, Repository } from '../world.ts';
import type { PushPolicy, PushRule } from './receive-hook.ts';

const HOOK = path.join(import.meta.dirname, 'receive-hook.ts');
/** Node is started only for a push that has something to check, so that races stay fast. */
const RULES_HOOK = `#!/bin/sh
name=$(basename "$0")
case " $DOUBLE_HOOKS " in *" $name "*) ;; *) exit 0 ;; esac
exec "${process.execPath}" --no-warnings "${HOOK}" "$name" "$@"
`;
const LOG_HOOK = `#!/bin/sh
while read -r line; do echo "\${DOUBLE_PUSHER:-0} $line"; done >> "$GIT_DIR/pushes"
`;

/** Puts the rules' hook and the log of pushes into a served repository. */
export async function installHooks(repository: Repository): Promise<void> {
  const hooks = path.join(repository.git.folder, 'hooks');
  await mkdir(hooks, { recursive: true });
  for (const [name, text] of [
    ['pre-receive', RULES_HOOK],
    ['update', RULES_HOOK],
    ['post-receive', LOG_HOOK],
  ] as const) {
    await writeFile(path.join(hooks, name), text);
    await chmod(path.join(hooks, name), 0o755);
  }
}

/** What git hands on to the hooks: who pushes, which hooks have something to check, and what. */
export function hookEnvironment(repository: Repository, actor: Actor | undefined): Record<string, string> {
  const { rules, workflows } = pushPolicy(repository, actor);
  const needsUpdate = rules.some(({ kind }) => kind === 'GH006');
  const needsPreReceive = workflows !== undefined || rules.some(({ kind }) => kind === 'GH013');
  return {
    DOUBLE_PUSHER: String(actor?.account.id ?? 0),
    DOUBLE_HOOKS: [...(needsUpdate ? ['update'] : []), ...(needsPreReceive ? ['pre-receive'] : [])].join(' '),
    DOUBLE_PUSH_POLICY: JSON.stringify({ rules, ...(workflows ? { workflows } : {}) }),
  };
}

/** The rules that bind this actor. */
function pushPolicy(repository: Repository, actor: Actor | undefined): PushPolicy {
  const isAdmin = actor && roleOf(repository, actor.account) === 'admin';
  const rules: PushRule[] = [];
  for (const protection of repository.protections) {
    if (isAdmin && !protection.enforceAdmins) continue;
    const isPusher = !protection.pushers || (actor && protection.pushers.includes(actor.account.login));
    const direct = protection.pullRequest
      ? 'Changes must be made through a pull request.'
      : protection.checks?.length
        ? `Required status check "${protection.checks[0]?.name}" is expected.`
        : undefined;
    const update = isPusher ? direct : "You're not authorized to push to this branch.";
    rules.push({
      kind: 'GH006',
      refs: picomatch.makeRe(`refs/heads/${protection.branch}`).source,
      ...(update ? { update } : {}),
      force: 'Cannot force-push to this branch',
      delete: 'Cannot delete this protected branch',
    });
  }
  for (const { refs, ...ruleset } of repository.rulesets) {
    if (actor && ruleset.bypass.includes(actor.account)) continue;
    const said = rulesetMessages(ruleset);
    for (const ref of refs)
      rules.push({ kind: 'GH013', refs: picomatch.makeRe(ref, { dot: true }).source, ...said });
  }
  const mayWorkflows = !actor?.permissions || actor.permissions.workflows === 'write';
  return { rules, ...(mayWorkflows ? {} : { workflows: 'a GitHub App' }) };
}

/** The pushes since `from` bytes into the log: who moved which ref. */
export async function readPushes(repository: Repository, from: number) {
  const log = await readFile(path.join(repository.git.folder, 'pushes')).catch(() => Buffer.alloc(0));
  const text = log.subarray(from).toString('utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const pushes = whole
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [by = '0', before = '', after = '', ref = ''] = line.split(' ');
      return { by: Number(by), before, after, ref };
    });
  return { pushes, read: from + Buffer.byteLength(whole) };
}
