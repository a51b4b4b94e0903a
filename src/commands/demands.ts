/** Who else must agree to a phase, by policy and by the default branch's CODEOWNERS (trust.md T9). Asked of the forge each time. */
import type { Demand, Demands } from '../lifecycle/demand.ts';
import { matches, mayOverlap } from '../outcomes/paths.ts';
import type { Phase, Plan } from '../plan/plan.ts';
import { OWNERS_PATHS, type OwnerRule, type OwnersReading, readOwners, rulesFor } from '../policy/owners.ts';
import type { Policy } from '../policy/schema.ts';
import type { Ports } from '../ports/ports.ts';
import { ask, once } from './asking.ts';

type DemandPorts = Pick<Ports, 'git' | 'forge'>;
type TeamOf = (slug: string) => Promise<{ ids: readonly number[]; unknown?: string }>;

/** By phase. `owner`: the organization or person that the repository belongs to. */
export async function demandsFor(
  plan: Plan,
  { policy, ownersCommit, owner }: { policy: Policy; ownersCommit: string | null; owner: string },
  ports: DemandPorts,
): Promise<ReadonlyMap<string, Demands>> {
  const file = policy.approvals.owners ? await ownersFile(ownersCommit, ports) : undefined;
  const teamOf: TeamOf = once(async (slug) => {
    const asked = await ask(() => ports.forge.people.team(slug));
    const ids = 'known' in asked ? asked.known : undefined;
    return ids
      ? { ids: ids.map(({ id }) => id) }
      : { ids: [], unknown: `this token cannot see the team ${slug}` };
  });
  const demands = new Map<string, Demands>();
  for (const phase of plan.phases) {
    const entries = policy.approvals.more.filter(
      (entry) => entry.phases.includes(phase.id) || entry.paths.some((path) => meets(path, phase)),
    );
    const groups: Demand[] = [];
    for (const { team } of entries) {
      if (team !== undefined)
        groups.push({ what: `one of the team ${team}`, logins: [], ...(await teamOf(team)) });
    }
    if (file) groups.push(...(await ownersOf(phase, file, { owner, teamOf })));
    demands.set(phase.id, { count: Math.max(1, ...entries.map(({ count }) => count ?? 1)), groups });
  }
  return demands;
}

const meets = (path: string, { paths }: Phase): boolean =>
  paths.some((own) => mayOverlap(own, path) || matches(own, [path]));

interface OwnersFile extends OwnersReading {
  path: string;
}

async function ownersFile(commit: string | null, { git }: DemandPorts): Promise<OwnersFile | undefined> {
  if (commit === null) return undefined;
  for (const path of OWNERS_PATHS) {
    const bytes = await git.repository.read(commit, path);
    if (bytes !== undefined) return { path, ...readOwners(new TextDecoder().decode(bytes)) };
  }
  return undefined;
}

async function ownersOf(
  { paths }: Phase,
  { path, rules, problems }: OwnersFile,
  one: { owner: string; teamOf: TeamOf },
): Promise<Demand[]> {
  const demands: Demand[] = problems.map(({ line, pattern }) => ({
    what: `the owners that line ${line} of ${path} names, which cannot be read (${pattern})`,
    ids: [],
    logins: [],
  }));
  for (const rule of rulesFor(rules, paths)) demands.push(await demandOf(rule, one));
  return demands;
}

async function demandOf(
  { pattern, owners }: OwnerRule,
  { owner, teamOf }: { owner: string; teamOf: TeamOf },
): Promise<Demand> {
  const logins: string[] = [];
  const ids: number[] = [];
  const unknown: string[] = [];
  for (const name of owners) {
    const [, organization, slug] = /^@([^/]+)\/(.+)$/.exec(name) ?? [];
    if (organization !== undefined && organization.toLowerCase() === owner.toLowerCase()) {
      const team = await teamOf(slug!.toLowerCase());
      ids.push(...team.ids);
      if (team.unknown) unknown.push(team.unknown);
    } else if (organization === undefined && name.startsWith('@')) logins.push(name.slice(1));
    else unknown.push(`who ${name} is cannot be asked`);
  }
  const what = `an owner of ${pattern} (${owners.join(', ')})`;
  return { what, ids, logins, ...(unknown.length > 0 ? { unknown: unknown.join('; ') } : {}) };
}
