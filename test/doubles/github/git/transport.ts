/** Git over HTTP: `git http-backend` behind the double's server, with GitHub's answers to who may fetch and push. */
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import picomatch from 'picomatch';
import { atLeast, canSee, covers, roleOf } from '../permissions.ts';
import { rulesetMessages } from '../rules/protection.ts';
import { type Actor, findRepository, fullName, type Repository, type World } from '../world.ts';
import type { PushPolicy, PushRule } from './receive-hook.ts';

const HOOK = path.join(import.meta.dirname, 'receive-hook.ts');
/** Node is started only for a push that has something to check, so that races stay fast. */
const RULES_HOOK = `#!/bin/sh
[ -n "$DOUBLE_PUSH_POLICY" ] || exit 0
exec "${process.execPath}" --no-warnings "${HOOK}" "$(basename "$0")" "$@"
`;
const LOG_HOOK = `#!/bin/sh
while read -r line; do echo "\${DOUBLE_PUSHER:-0} $line"; done >> "$GIT_DIR/pushes"
`;

export type GitRequest = { owner: string; name: string; rest: string; service: string };

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

/** The repository and service that a URL means, or undefined when it is no git URL. */
export function gitRequest(url: URL): GitRequest | undefined {
  const match = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/.exec(
    url.pathname,
  );
  if (!match) return undefined;
  const [, owner = '', name = '', rest = ''] = match;
  return {
    owner,
    name,
    rest,
    service: rest === 'info/refs' ? (url.searchParams.get('service') ?? '') : rest,
  };
}

/** Why git gets no answer: status and the sentence that git shows as `remote: …`. */
export function refuseGit(
  world: World,
  request: { owner: string; name: string; service: string },
  actor: Actor | undefined | 'unknown',
): { status: number; text: string } | Repository {
  const repository = findRepository(world, request.owner, request.name);
  const writes = request.service === 'git-receive-pack';
  if (actor === 'unknown')
    return {
      status: 401,
      text: 'Invalid username or token. Password authentication is not supported for Git operations.',
    };
  if (!actor && (writes || !repository || repository.private))
    return { status: 401, text: 'No anonymous write access.' };
  if (!repository || !canSee(repository, actor)) return { status: 404, text: 'Repository not found.' };
  if (!actor) return repository;
  const denied = `Permission to ${fullName(repository)}.git denied to ${actor.account.login}.`;
  if (actor.permissions && !covers(actor, writes ? 'contents=write' : 'contents=read')) {
    return { status: 403, text: writes ? 'Write access to repository not granted.' : denied };
  }
  if (writes && actor.repository && actor.repository !== repository) return { status: 403, text: denied };
  const isPerson = actor.kind === 'person' || actor.kind === 'app-user';
  if (writes && isPerson && !atLeast(roleOf(repository, actor.account), 'write'))
    return { status: 403, text: denied };
  return repository;
}

/** Hands the request to git and streams its answer, or cuts the connection after git's work (`isLost`). */
export function serveGit(
  request: IncomingMessage,
  response: ServerResponse,
  target: { repository: Repository; rest: string; query: string; actor: Actor | undefined; isLost: boolean },
): Promise<void> {
  const { repository, actor } = target;
  const header = (name: string) => String(request.headers[name] ?? '');
  const child = repository.git.serve({
    GIT_PROJECT_ROOT: path.dirname(repository.git.folder),
    PATH_INFO: `/${path.basename(repository.git.folder)}/${target.rest}`,
    GIT_HTTP_EXPORT_ALL: '1',
    REQUEST_METHOD: request.method ?? 'GET',
    QUERY_STRING: target.query,
    CONTENT_TYPE: header('content-type'),
    CONTENT_LENGTH: header('content-length'),
    HTTP_CONTENT_ENCODING: header('content-encoding'),
    GIT_PROTOCOL: header('git-protocol'),
    REMOTE_ADDR: '127.0.0.1',
    REMOTE_USER: actor?.account.login ?? '',
    DOUBLE_PUSHER: String(actor?.account.id ?? 0),
    DOUBLE_PUSH_POLICY: pushPolicy(repository, actor),
  });
  request.pipe(child.stdin);
  child.stdin.on('error', () => {});
  // A client that went away after its push was sent does not stop it: the push may still land, as on GitHub.
  request.on('close', () => request.complete || child.stdin.destroy());
  return new Promise((resolve) => {
    let head = Buffer.alloc(0);
    child.stdout.on('data', (chunk: Buffer) => {
      if (target.isLost) return;
      if (response.headersSent) return void response.write(chunk);
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const headers = head
        .subarray(0, end)
        .toString('latin1')
        .split('\r\n')
        .map((line) => line.split(': ', 2));
      const status = headers.find(([name]) => name === 'Status')?.[1];
      response.writeHead(
        Number.parseInt(status ?? '200', 10),
        Object.fromEntries(headers.filter(([name]) => name !== 'Status')),
      );
      response.write(head.subarray(end + 4));
    });
    child.on('close', () => {
      if (target.isLost) response.destroy();
      if (response.destroyed) return resolve();
      if (!response.headersSent) response.writeHead(500);
      response.end(() => resolve());
    });
  });
}

/** The rules that bind this actor, as JSON for the hook; empty when there are none. */
function pushPolicy(repository: Repository, actor: Actor | undefined): string {
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
  const policy: PushPolicy = { rules, ...(mayWorkflows ? {} : { workflows: 'a GitHub App' }) };
  return rules.length > 0 || policy.workflows ? JSON.stringify(policy) : '';
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
