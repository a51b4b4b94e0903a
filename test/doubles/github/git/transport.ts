/** Git over HTTP: `git http-backend` behind the double's server, with GitHub's answers to who may fetch and push. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { atLeast, canSee, covers, roleOf } from '../permissions.ts';
import { type Actor, findRepository, fullName, type Repository, type World } from '../world.ts';
import { hookEnvironment } from './hooks.ts';

export type GitRequest = { owner: string; name: string; rest: string; service: string };

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
    ...hookEnvironment(repository, actor),
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
