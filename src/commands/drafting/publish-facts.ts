/** What the guards of a draft's publishing are asked about, read anew: the plan from its text, everything else from what stands now. */
import type { Draft } from '../../outcomes/draft.ts';
import { checkPlans } from '../../plan/check.ts';
import type { Plan } from '../../plan/plan.ts';
import { readPlan } from '../../plan/read.ts';
import { verifyCommands } from '../../plan/verify-commands.ts';
import { Fault } from '../../ports/fault.ts';
import { gateOn } from '../gate.ts';
import { introduction } from '../introduction.ts';
import { policyOf } from '../policy.ts';
import type { PublishPorts } from '../publishing/wave.ts';
import { stepsOf } from '../record.ts';
import { branchOf, branchRef, findPlan, plansAt } from '../where.ts';
import { planOfIssue } from './first.ts';
import { revisionOf } from './outcome.ts';
import type { DraftFacts } from './publish-guards.ts';

/** The document as every plan is read, beside those of the default branch. Throws a `refused` fault where it is no valid plan. */
export async function readDrafted({ text, path }: Draft, ports: PublishPorts): Promise<Plan> {
  const { repository } = ports.git;
  const trunk = await repository.defaultCommit();
  const reading = readPlan(new TextEncoder().encode(text ?? ''), path ?? '');
  const plans = trunk === undefined ? [] : await plansAt(repository, trunk);
  const others = plans.filter((other) => other.id !== reading.id);
  const [checked] = checkPlans([reading, ...others]);
  if (checked?.plan) return checked.plan;
  const error = checked?.problems.find(({ severity }) => severity === 'error');
  throw new Fault(
    'refused',
    'draft-invalid',
    `what was drafted is no valid plan${error ? `: ${error.code}: ${error.message}` : ''}`,
    'Ask again.',
  );
}

export async function draftFacts(
  { draft, request, plan, cwd }: Pick<DraftFacts, 'draft' | 'request' | 'plan'> & { cwd: string },
  ports: PublishPorts,
): Promise<DraftFacts> {
  const { repository } = ports.git;
  const trunk = (await repository.defaultCommit()) ?? null;
  const policy = await policyOf(trunk, ports);
  const steps = stepsOf((await repository.record(request.plan ?? plan.id))?.text);
  const baseKnown = trunk !== null && (await repository.isAncestor(draft.base, trunk));
  const shared = { draft, request, plan, policy, baseKnown };
  if (request.plan !== null) {
    const where = await findPlan({ name: request.plan, cwd }, ports);
    const { state } = await gateOn(where.plan, { policyCommit: trunk }, ports);
    return {
      ...shared,
      before: { where, phases: state.phases },
      revision: revisionOf(steps, where),
      commands: await commandsAt(where.commit, policy.draft.commands, ports),
      placeTaken: false,
      idTaken: undefined,
      planOfIssue: undefined,
    };
  }
  const known = [...(baseKnown ? [draft.base] : []), ...(trunk === null ? [] : [trunk])];
  const there = await Promise.all(known.map((commit) => repository.read(commit, plan.path)));
  return {
    ...shared,
    before: undefined,
    revision: 1,
    commands: trunk === null ? [] : await commandsAt(trunk, policy.draft.commands, ports),
    placeTaken: there.some((bytes) => bytes !== undefined),
    idTaken: await whatHas(plan.id, trunk, steps.length > 0, ports),
    planOfIssue: request.issue === null ? undefined : await planOfIssue(request.issue, trunk, ports),
  };
}

async function commandsAt(
  base: string,
  named: readonly string[],
  ports: Pick<PublishPorts, 'git'>,
): Promise<string[]> {
  const { manifests } = await introduction({ base, trusted: null, documents: [] }, ports);
  return verifyCommands(manifests ?? [], named);
}

async function whatHas(
  id: string,
  trunk: string | null,
  recorded: boolean,
  { git: { repository } }: Pick<PublishPorts, 'git'>,
): Promise<string | undefined> {
  if ((await repository.resolve(branchRef(id))) !== undefined) return `there is a branch ${branchOf(id)}`;
  if (recorded) return 'there is a record of that name';
  const plans = trunk === null ? [] : await plansAt(repository, trunk);
  return plans.some((one) => one.id === id) ? 'the default branch holds such a plan' : undefined;
}
