/** Every plan of a repository, each from the copy that counts (where.ts), and what sessions are told beside them: in a few children. */
import type { Plan } from '../plan/plan.ts';
import { declaresPlan, isPlanPath, type PlanReading, readPlan } from '../plan/read.ts';
import { POLICY_PATH } from '../policy/schema.ts';
import type { Repository, StoredFile } from '../ports/git.ts';
import { MANIFESTS, manifestLines } from '../session/manifests.ts';
import { repositoryMap } from '../session/map.ts';
import { INSTRUCTION_FILES, INSTRUCTIONS_MOST } from './introduction.ts';
import { branchRef } from './where.ts';

export interface Surveyed {
  /** Valid plans by id. */
  plans: ReadonlyMap<string, Plan>;
  /** Documents that are no valid plan. */
  unreadable: { plan: string; message: string; fix: string }[];
  /** Where documents were looked for: HEAD, and the tips of branches of plans. */
  commits: readonly string[];
  /** Characters that a session is told beside its phase: map, manifests, agent instructions. */
  introduction: number;
  /** Of the default branch; undefined: there is none. */
  policy: Uint8Array | undefined;
}

export async function surveyPlans(main: string | undefined, repository: Repository): Promise<Surveyed> {
  const prefix = branchRef('');
  const [{ commit: head }, branches] = await Promise.all([repository.head(), repository.refs(prefix)]);
  const tips = [...branches].map(([ref, tip]) => ({
    id: ref.slice(prefix.length),
    tip,
  }));
  const commits = [...new Set([...tips.map(({ tip }) => tip), ...(head === undefined ? [] : [head])])];
  const places = [...new Set([...commits, ...(main === undefined ? [] : [main])])];
  const files = await repository.filesOf(
    places,
    ['', 'plans', '.github'],
    (path) => isPlanPath(path) || BESIDE.has(path),
  );
  const read = reader();

  const plans = new Map<string, Plan>();
  const unreadable: Surveyed['unreadable'] = [];
  const taken = new Set<string>();
  const take = (id: string, { plan, path, problems }: PlanReading): void => {
    taken.add(path);
    const error = problems.find(({ severity }) => severity === 'error');
    if (plan) plans.set(id, plan);
    else
      unreadable.push({
        plan: id,
        message: `${path}:${error?.line ?? 1}:${error?.column ?? 1} ${error?.message ?? 'it could not be read'}`,
        fix: `planfile validate ${path}`,
      });
  };
  for (const { id, tip } of tips) {
    const own = (files.get(tip) ?? []).filter(({ path }) => isPlanPath(path));
    // Nearly always by its name; where it is not, every document of the branch is read.
    const named = own.find(({ path }) => path === `plans/${id}.md`);
    const reading = [...(named ? [named] : []), ...own].map(read).find((one) => one?.id === id);
    if (reading) take(id, reading);
  }
  for (const file of head === undefined ? [] : (files.get(head) ?? [])) {
    if (!isPlanPath(file.path) || taken.has(file.path)) continue;
    const reading = read(file);
    if (reading === undefined) continue;
    const id = reading.id ?? reading.path;
    if (!plans.has(id)) take(id, reading);
  }
  const beside = main === undefined ? [] : (files.get(main) ?? []);
  const introduction = main === undefined ? 0 : await introduced(main, beside, repository);
  const policy = beside.find(({ path }) => path === POLICY_PATH)?.bytes;
  return { plans, unreadable, commits, introduction, policy };
}

/** undefined: it is no plan. The same content is read once. */
function reader(): (file: StoredFile) => PlanReading | undefined {
  const known = new Map<string, PlanReading | undefined>();
  return ({ path, blob, bytes }) => {
    const name = `${blob} ${path}`;
    if (!known.has(name)) known.set(name, declaresPlan(bytes) ? readPlan(bytes, path) : undefined);
    return known.get(name);
  };
}

const BESIDE = new Set([...MANIFESTS, ...INSTRUCTION_FILES, POLICY_PATH]);

async function introduced(
  main: string,
  files: readonly StoredFile[],
  repository: Repository,
): Promise<number> {
  const text = ({ path, bytes }: StoredFile) => ({ path, text: new TextDecoder().decode(bytes) });
  const entries = (await repository.entries(main)).map(({ path, size }) => ({ path, bytes: size }));
  const manifests = files.filter(({ path }) => MANIFESTS.includes(path)).map(text);
  const instructions = files.filter(({ path }) => INSTRUCTION_FILES.includes(path)).map(text);
  return (
    [repositoryMap(entries), ...manifestLines(manifests)].join('\n').length +
    instructions.reduce((sum, one) => sum + Math.min(one.text.length, INSTRUCTIONS_MOST), 0)
  );
}
