/** Check runs: ours are found by their external id, among those of the app that our token speaks for (github.md G8). */
import type { Check, Checks } from '../../ports/forge.ts';
import type { Client } from './client.ts';

interface RestCheck {
  id: number;
  name: string;
  external_id: string | null;
  conclusion: string | null;
  output: { title: string | null; summary: string | null; annotations_count: number };
}

/** GitHub takes no more annotations in one request (github.md G18). */
const BATCH = 50;
const LEVELS = { notice: 'notice', warning: 'warning', failure: 'failure' } as const;

/** What GitHub shows; more would be refused, or cut in the middle of a word. */
const TITLE_MOST = 255;
const SUMMARY_MOST = 65_000;

export function githubChecks(client: Client): Checks {
  /** Oldest first. */
  const all = async (head: string): Promise<RestCheck[]> => {
    const route = 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs';
    // By itself GitHub shows only the latest of each name, and plans share a name.
    const parameters = { ref: head, filter: 'all' };
    const checks: RestCheck[] = [];
    for await (const check of client.pages<RestCheck>('find our check', route, parameters, 'check_runs'))
      checks.push(check);
    return checks.sort((a, b) => a.id - b.id);
  };
  return {
    async put(given) {
      const check = fitting(given);
      const there = await all(check.head);
      const existing = there.findLast(({ external_id }) => external_id === check.externalId);
      // A required check goes by the newest of its name: what is changed in an older one changes nothing. So each word gets a check run of
      // its own, which no other that is set at the same time can have hidden; and annotations, only ever added, are of one word.
      const isNewest = existing === there.findLast(({ name }) => name === check.name);
      const same = existing !== undefined && isNewest && isSame(existing, check);
      const told = same ? existing.output.annotations_count : 0;
      if (same && told >= check.annotations.length) return;
      const [first = [], ...rest] = batches(check.annotations.slice(told));
      const body = bodyOf(check, first);
      const { id } = same
        ? await update(client, existing.id, body)
        : await client.once<{ id: number }>('set the check', 'POST /repos/{owner}/{repo}/check-runs', {
            ...body,
            head_sha: check.head,
          });
      for (const batch of rest) await update(client, id, bodyOf(check, batch));
    },
    async of(head, externalId) {
      const found = (await all(head)).findLast(({ external_id }) => external_id === externalId);
      return found && checkOf(head, found);
    },
    async on(head) {
      const newest = new Map<string, RestCheck>();
      for (const check of await all(head)) {
        const key = JSON.stringify([check.name, check.external_id]);
        // Set anew, so that the order is that of the newest.
        newest.delete(key);
        newest.set(key, check);
      }
      return [...newest.values()].map((check) => checkOf(head, check));
    },
  };
}

const checkOf = (head: string, { name, external_id, conclusion, output }: RestCheck): Check => ({
  head,
  externalId: external_id ?? '',
  name,
  conclusion: (conclusion ?? 'action_required') as Check['conclusion'],
  title: output.title ?? '',
  summary: output.summary ?? '',
  annotations: [],
});

const update = (client: Client, id: number, body: Record<string, unknown>) =>
  client.ask<{ id: number }>('set the check', 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
    ...body,
    check_run_id: id,
  });

function bodyOf(
  { externalId, name, conclusion, title, summary }: Check,
  annotations: Check['annotations'],
): Record<string, unknown> {
  return {
    name,
    external_id: externalId,
    status: 'completed',
    conclusion,
    output: {
      title,
      summary,
      annotations: annotations.map((one) => ({
        path: one.path,
        start_line: one.line,
        end_line: one.endLine,
        annotation_level: LEVELS[one.level],
        title: one.title,
        message: one.message,
      })),
    },
  };
}

const fitting = (check: Check): Check => ({
  ...check,
  title: cut(check.title, TITLE_MOST),
  summary: cut(check.summary, SUMMARY_MOST),
});

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text;

const isSame = (existing: RestCheck, { name, conclusion, title, summary }: Check): boolean =>
  existing.name === name &&
  existing.conclusion === conclusion &&
  existing.output.title === title &&
  existing.output.summary === summary;

function batches<T>(items: readonly T[]): T[][] {
  const count = Math.ceil(items.length / BATCH);
  return Array.from({ length: count }, (_, i) => items.slice(i * BATCH, (i + 1) * BATCH));
}
