/**
 * A double of the results service on loopback, as `@actions/artifact` 6 speaks to it: Twirp over JSON with the job's token, and a blob
 * store behind signed addresses (Put Block, Put Block List). What the real one would refuse is refused, and remembered.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ResultsDouble extends AsyncDisposable {
  readonly url: string;
  /** What a job of this run gets in its environment. */
  readonly environment: Record<'ACTIONS_RUNTIME_TOKEN' | 'ACTIONS_RESULTS_URL', string>;
  /** Finalized artifacts by name: the bytes of their archives, in the order in which they came. */
  readonly artifacts: ReadonlyMap<string, Uint8Array>;
  /** Every call, as `CreateArtifact`, `PUT block`, …. */
  readonly calls: readonly string[];
  readonly violations: readonly string[];
}

/** What becomes of the nth call (from 0): a status to answer with, `hang`, or nothing special. */
export type Trouble = (call: string, nth: number) => number | 'hang' | undefined;

const SERVICE = '/twirp/github.actions.results.api.v1.ArtifactService/';
const RUN = { workflowRunBackendId: randomUUID(), workflowJobRunBackendId: randomUUID() };

export async function startResults(trouble: Trouble = () => undefined): Promise<ResultsDouble> {
  const calls: string[] = [];
  const violations: string[] = [];
  const artifacts = new Map<string, Uint8Array>();
  const open = new Map<string, { name: string; blocks: Map<string, Uint8Array>; whole?: Uint8Array }>();
  const signature = randomUUID();
  const token = [
    '{}',
    JSON.stringify({ scp: `Actions.Results:${RUN.workflowRunBackendId}:${RUN.workflowJobRunBackendId}` }),
    'x',
  ]
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      violations.push(`the double itself failed: ${String(error)}`);
      response.destroy();
    });
  });

  const wrong = (response: ServerResponse, status: number, msg: string): void => {
    violations.push(msg);
    json(response, status, { code: 'invalid_argument', msg });
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await bodyOf(request);
    const url = new URL(request.url ?? '', 'http://double');
    const call = url.pathname.startsWith(SERVICE)
      ? url.pathname.slice(SERVICE.length)
      : `${request.method} ${url.searchParams.get('comp')}`;
    calls.push(call);
    const special = trouble(call, calls.length - 1);
    if (special === 'hang') return;
    if (special !== undefined) return json(response, special, { code: 'unavailable', msg: 'away' });
    if (!url.pathname.startsWith(SERVICE)) return blob(url, bytes, response);
    if (request.headers.authorization !== `Bearer ${token}`)
      return wrong(response, 401, `${call}: no token of this run`);
    const asked = JSON.parse(String(bytes)) as Record<string, string | number>;
    if (asked.workflow_run_backend_id !== RUN.workflowRunBackendId)
      return wrong(response, 403, `${call}: another run`);
    if (asked.workflow_job_run_backend_id !== RUN.workflowJobRunBackendId)
      return wrong(response, 403, `${call}: another job`);
    const name = String(asked.name);
    if (call === 'CreateArtifact') {
      if (!/^[^"\r\n:<>|*?\\/]{1,200}$/.test(name))
        return wrong(response, 400, `${name} is no name of an artifact`);
      if (artifacts.has(name))
        return json(response, 409, {
          code: 'already_exists',
          msg: `an artifact with this name already exists on the workflow run`,
        });
      const id = randomUUID();
      open.set(id, { name, blocks: new Map() });
      return json(response, 200, {
        ok: true,
        signed_upload_url: `${here()}/container/${id}?sig=${signature}`,
      });
    }
    if (call === 'FinalizeArtifact') {
      const [id, upload] = [...open].find(([, one]) => one.name === name && one.whole) ?? [];
      if (id === undefined || upload?.whole === undefined)
        return wrong(response, 404, `${name} was not uploaded`);
      if (Number(asked.size) !== upload.whole.length) return wrong(response, 400, `${name} has another size`);
      if (asked.hash !== `sha256:${createHash('sha256').update(upload.whole).digest('hex')}`)
        return wrong(response, 400, `${name} has another hash`);
      open.delete(id);
      artifacts.set(name, upload.whole);
      return json(response, 200, { ok: true, artifact_id: String(artifacts.size) });
    }
    return wrong(response, 404, `there is no ${call}`);
  }

  function blob(url: URL, bytes: Uint8Array, response: ServerResponse): void {
    const upload = open.get(url.pathname.split('/').at(-1)!);
    if (upload === undefined || url.searchParams.get('sig') !== signature) {
      wrong(response, 403, 'an address that was not signed');
      return;
    }
    if (url.searchParams.get('comp') === 'block') {
      upload.blocks.set(url.searchParams.get('blockid')!, bytes);
    } else {
      const ids = [...String(bytes).matchAll(/<Latest>([^<]+)<\/Latest>/g)].map(([, id]) => id!);
      upload.whole = Buffer.concat(ids.map((id) => upload.blocks.get(id) ?? new Uint8Array()));
    }
    response.writeHead(201).end();
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const here = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: here(),
    environment: { ACTIONS_RUNTIME_TOKEN: token, ACTIONS_RESULTS_URL: `${here()}/` },
    artifacts,
    calls,
    violations,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
