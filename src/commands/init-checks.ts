/** What the workflows need of the repository, and what people must click for it. Each check is asked by itself: one that cannot be told keeps none from being told. */
import { join } from 'node:path';
import { OWNERS_PATHS, readOwners, rulesFor } from '../policy/owners.ts';
import { Fault } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';
import type { Settings } from '../ports/settings.ts';
import { ENVIRONMENT, KEY } from '../workflows/index.ts';

/** Where the repository is, by the process's environment and the clone's remote. */
export interface Place {
  /** As configured, without a slash at its end. */
  server: string;
  /** `owner/name`. */
  repository: string | undefined;
  settings: Settings | undefined;
  /** Why there are no settings to ask. */
  why: string | undefined;
  /** Where the clone's remote is, if that is another server. */
  elsewhere?: string | undefined;
}

export interface Check {
  name: string;
  verdict: 'holds' | 'lacks' | 'unknown';
  says: string;
  /** What to do about it. */
  fix?: string;
  /** The page where a person does it, at the configured server. */
  page?: string;
}

interface Asking {
  settings: Settings;
  page(path: string): string;
  trying: boolean;
  nonce: string;
}

type Found = Omit<Check, 'name'>;

export async function repositoryChecks(
  { place, trying, root }: { place: Place; trying: boolean; root: string },
  ports: Pick<Ports, 'git' | 'files' | 'clock'>,
): Promise<Check[]> {
  const page = (path: string) => `${place.server}/${place.repository ?? 'OWNER/NAME'}/settings/${path}`;
  const checks: Check[] = [
    { name: 'branch names', ...(await branchNames(ports)) },
    { name: 'owners of .github', ...(await ownersOfWorkflows(root, ports)) },
  ];
  for (const [name, { where, ask, lacks }] of Object.entries(asked)) {
    if (place.settings === undefined) {
      const why = place.why ?? 'there is no repository to ask';
      checks.push({ name, verdict: 'unknown', says: why, fix: lacks, page: page(where) });
      continue;
    }
    const found = await orUnknown(() =>
      ask({ settings: place.settings!, page, trying, nonce: ports.clock.nonce() }),
    );
    const more = found.verdict === 'holds' ? {} : { fix: lacks, page: page(where) };
    checks.push({ name, ...more, ...found });
  }
  return checks;
}

interface Question {
  /** The page below the repository's settings. */
  where: string;
  /** What to do there. */
  lacks: string;
  ask(asking: Asking): Promise<Found>;
}

/** Kinds of rules that keep GITHUB_TOKEN from pushing a plan's branch. The others are kept by every push of ours (no force, no deletion). */
const CLOSING = new Set([
  'creation',
  'update',
  'pull_request',
  'required_status_checks',
  'required_signatures',
  'required_deployments',
  'merge_queue',
  'workflows',
]);

const asked: Record<string, Question> = {
  'rules of plan/*': {
    where: 'rules',
    lacks: 'Leave refs/heads/plan/** out of the rulesets, or let GitHub Actions pass them.',
    async ask({ settings }) {
      const closing = [...new Set(await settings.rulesOf('plan/example'))].filter((type) =>
        CLOSING.has(type),
      );
      return closing.length === 0
        ? { verdict: 'holds', says: 'no rule keeps publish from pushing them' }
        : { verdict: 'lacks', says: `rules keep publish from pushing them: ${closing.join(', ')}` };
    },
  },
  'refs/planfile/*': {
    where: 'rules',
    lacks: 'Records are pushed there: let GitHub Actions make and move refs/planfile/**.',
    async ask({ settings, trying, nonce }) {
      if (!trying) return { verdict: 'unknown', says: 'not tried' };
      // No plan can have this name: whoever reads records passes it over.
      const tried = await settings.tryRef(`refs/planfile/try_${nonce.slice(0, 12)}`);
      return tried.allowed
        ? { verdict: 'holds', says: 'a ref was made with your token, and taken away again' }
        : { verdict: 'lacks', says: tried.why };
    },
  },
  'pull requests by Actions': {
    where: 'actions',
    lacks:
      'Turn on "Allow GitHub Actions to create and approve pull requests"; without it publish pushes and prints a link.',
    async ask({ settings }) {
      return (await settings.mayActionsOpenPulls())
        ? { verdict: 'holds', says: 'allowed' }
        : { verdict: 'lacks', says: 'not allowed' };
    },
  },
  [`environment ${ENVIRONMENT}`]: {
    where: 'environments',
    lacks: `Make an environment called ${ENVIRONMENT}, and under "Deployment branches and tags" select the default branch and no other.`,
    async ask({ settings }) {
      const environment = await settings.environment(ENVIRONMENT);
      if (environment === undefined)
        return { verdict: 'lacks', says: 'there is none, or your token does not see it' };
      const branch = await settings.defaultBranch();
      const { branches } = environment;
      if (branches === 'every')
        return { verdict: 'lacks', says: 'jobs of every branch may use it, and read the key' };
      if (branches === 'protected')
        return { verdict: 'lacks', says: 'jobs of every protected branch may use it' };
      return branches.length === 1 && branches[0] === branch
        ? { verdict: 'holds', says: `only ${branch} may use it` }
        : { verdict: 'lacks', says: `these may use it: ${branches.join(', ') || 'none'}` };
    },
  },
  [`secret ${KEY}`]: {
    where: 'environments',
    lacks: `Add the secret ${KEY} to the environment ${ENVIRONMENT}, not to the repository: there every workflow could read it.`,
    async ask({ settings }) {
      if ((await settings.environment(ENVIRONMENT)) === undefined)
        return { verdict: 'lacks', says: `it belongs into the environment ${ENVIRONMENT}` };
      return (await settings.secretsOf(ENVIRONMENT)).includes(KEY)
        ? { verdict: 'holds', says: `in the environment ${ENVIRONMENT}` }
        : { verdict: 'lacks', says: `the environment ${ENVIRONMENT} has no such secret` };
    },
  },
};

/** What fails to answer is undecided, and no reason to end. */
async function orUnknown(question: () => Promise<Found>): Promise<Found> {
  try {
    return await question();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return {
      verdict: 'unknown',
      says: error.message,
      ...(error.code === 'trial-ref-left' ? { fix: error.fix } : {}),
    };
  }
}

/** `plan` and `plan/x` cannot both be branches (github.md G13). */
async function branchNames({ git: { repository } }: Pick<Ports, 'git'>): Promise<Found> {
  const refs = ['refs/heads/plan', 'refs/remotes/origin/plan'];
  const there = await Promise.all(refs.map((ref) => repository.resolve(ref)));
  return there.every((commit) => commit === undefined)
    ? { verdict: 'holds', says: 'no branch is called plan' }
    : {
        verdict: 'lacks',
        says: 'a branch is called plan: beside it there can be none called plan/<id>',
        fix: 'git branch -m plan <another name>, and the same at the remote',
      };
}

/** Whoever changes a workflow changes what the key does: the change should be some owner's to allow. */
async function ownersOfWorkflows(root: string, { files }: Pick<Ports, 'files'>): Promise<Found> {
  for (const path of OWNERS_PATHS) {
    const bytes = await files.readInside(root, join(root, path));
    if (bytes === undefined) continue;
    const { rules } = readOwners(new TextDecoder().decode(bytes));
    const paths = ['.github/workflows/planfile-execute.yml', '.github/planfile.yml', '.github/CODEOWNERS'];
    const without = paths.filter((one) => rulesFor(rules, [one]).length === 0);
    return without.length === 0
      ? {
          verdict: 'holds',
          says: `${path} names owners of workflows and policy; they decide where the default branch requires their review`,
        }
      : {
          verdict: 'lacks',
          says: `${path} names no owner of ${without.join(', ')}`,
          fix: `Add to ${path}: /.github/ @who-decides`,
        };
  }
  return {
    verdict: 'lacks',
    says: 'there is no CODEOWNERS: whoever may push can change workflows and policy',
    fix: 'Write .github/CODEOWNERS with the line /.github/ @who-decides, and require reviews of owners on the default branch.',
  };
}
