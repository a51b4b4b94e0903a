/** Check runs: only Apps write them, and each App only its own (github.md G2, G8). */
import { forbidden, invalid } from '../refusals.ts';
import { type Actor, type App, type CheckRun, nodeId, type Repository, type World } from '../world.ts';

export type CheckInput = {
  name?: string;
  head_sha?: string;
  status?: string;
  conclusion?: string;
  external_id?: string;
  details_url?: string;
  started_at?: string;
  completed_at?: string;
  output?: { title?: string; summary?: string; text?: string; annotations?: Record<string, unknown>[] };
};

export async function createCheck(
  world: World,
  app: App,
  repository: Repository,
  input: CheckInput,
): Promise<CheckRun> {
  const sha = input.head_sha ?? '';
  const isKnown = /^[0-9a-f]{40}$/.test(sha) && (await repository.git.resolve(`${sha}^{commit}`));
  if (!isKnown)
    throw invalid({
      resource: 'CheckRun',
      code: 'custom',
      field: 'head_sha',
      message: `No commit found for SHA: ${sha}`,
    });
  const run: CheckRun = {
    id: world.nextId(),
    nodeId: nodeId('CR'),
    app,
    sha,
    name: input.name ?? '',
    status: 'queued',
    externalId: '',
    output: { title: null, summary: null, text: null },
    annotations: [],
  };
  apply(world, run, input);
  repository.checks.push(run);
  return run;
}

export function updateCheck(world: World, actor: Actor, run: CheckRun, input: CheckInput): void {
  if (actor.app !== run.app) {
    throw forbidden(
      `Invalid app_id \`${actor.app?.id}\` - check run can only be modified by the GitHub App that created it.`,
    );
  }
  apply(world, run, input);
}

/** Annotations are added to what is there; everything else replaces it. A conclusion completes the run. */
function apply(world: World, run: CheckRun, input: CheckInput): void {
  const status = input.conclusion ? 'completed' : (input.status ?? run.status);
  if (status === 'completed' && !input.conclusion && !run.conclusion) {
    throw invalid({ resource: 'CheckRun', code: 'missing_field', field: 'conclusion' });
  }
  run.status = status;
  if (input.name !== undefined) run.name = input.name;
  if (input.external_id !== undefined) run.externalId = input.external_id;
  if (input.details_url !== undefined) run.detailsUrl = input.details_url;
  if (input.conclusion) run.conclusion = input.conclusion;
  else if (status !== 'completed') delete run.conclusion;
  const at = world.clock.stamp();
  if (status !== 'queued') run.startedAt ??= input.started_at ?? at;
  if (status === 'completed') run.completedAt = input.completed_at ?? at;
  const { annotations = [], title, summary, text } = input.output ?? {};
  for (const annotation of annotations) checkColumns(annotation);
  run.annotations.push(...annotations);
  if (input.output)
    run.output = { title: title ?? run.output.title, summary: summary ?? null, text: text ?? null };
}

/** Columns only make sense on one line; GitHub refuses them on several. */
function checkColumns({ start_line, end_line, start_column, end_column }: Record<string, unknown>): void {
  const hasColumns = start_column !== undefined || end_column !== undefined;
  if (hasColumns && start_line !== end_line) {
    throw invalid({
      resource: 'CheckAnnotation',
      code: 'custom',
      message: 'start_column and end_column can only be used on a single line',
    });
  }
}

/** One suite per App and commit. */
export const suiteOf = (run: CheckRun): number =>
  run.app.id * 1_048_576 + Number.parseInt(run.sha.slice(0, 5), 16);

/** Of runs with one name and App the newest, unless all are asked for. */
export function checksOf(repository: Repository, sha: string, filter: string): CheckRun[] {
  const runs = repository.checks.filter((run) => run.sha === sha);
  if (filter === 'all') return runs.toReversed();
  return [...new Map(runs.map((run) => [`${run.app.id} ${run.name}`, run])).values()].toReversed();
}
