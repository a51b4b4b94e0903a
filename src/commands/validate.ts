/** validate: all problems of all files. It reads the work tree, calls nothing, needs no repository when files are named. */
import { join, relative, resolve, sep } from 'node:path';
import { checkPlans } from '../plan/check.ts';
import { applyFixes } from '../plan/fix.ts';
import type { Plan } from '../plan/plan.ts';
import type { Problem } from '../plan/problem.ts';
import { declaresPlan, isPlanPath, type PlanReading, readPlan } from '../plan/read.ts';
import { type PolicyReading, readPolicy } from '../policy/read.ts';
import { POLICY_PATH } from '../policy/schema.ts';
import { withSeverities } from '../policy/severities.ts';
import type { Files } from '../ports/folders.ts';
import type { Repository } from '../ports/git.ts';

export interface ValidateAsk {
  /** Or folders: then the plans that stand in them. */
  files: readonly string[];
  cwd: string;
  /** Mend what has one sure way, in the files themselves, before they are judged. */
  fix?: boolean;
}

export interface Validation {
  /** Paths that were looked at, as they are printed. */
  files: string[];
  problems: Problem[];
  plans: Plan[];
  /** Whole texts by path, for code frames. */
  texts: Map<string, string>;
  /** What `fix` mended; the places are those before. */
  fixed: Problem[];
  holds: boolean;
}

/** Without files: every plan of the work tree. No plan at all is no failure; a named file that cannot be read is. */
export async function validate(
  { files, cwd, fix = false }: ValidateAsk,
  ports: { files: Files; repository: Repository | undefined },
): Promise<Validation> {
  const root = ports.repository?.root ?? cwd;
  const named = files.length > 0;
  const reading = { files: ports.files, inside: ports.repository !== undefined };
  const paths = named
    ? (
        await Promise.all(files.map((file) => plansOf(toPath(resolve(cwd, file), root), root, reading)))
      ).flat()
    : await everyPlan(root, ports.files);
  const validation: Validation = {
    files: [],
    problems: [],
    plans: [],
    texts: new Map(),
    fixed: [],
    holds: true,
  };
  const readings: PlanReading[] = [];
  for (const path of new Set(paths)) {
    const read = await readBytes(root, path, reading);
    if ('problem' in read) {
      validation.files.push(path);
      validation.problems.push(unreadable(path, read.problem));
      continue;
    }
    if (!named && !declaresPlan(read.bytes)) continue;
    validation.files.push(path);
    const bytes = fix
      ? await mended(path, resolve(root, path), read.bytes, ports.files, validation)
      : read.bytes;
    validation.texts.set(path, new TextDecoder().decode(bytes));
    readings.push(readPlan(bytes, path));
  }
  for (const { problems, plan } of checkPlans(readings)) {
    validation.problems.push(...problems);
    if (plan) validation.plans.push(plan);
  }
  const policy = await policyInForce(ports.repository);
  if (policy.problems.length > 0) {
    // Without a policy nobody can say how grave the others are: that is one problem more.
    validation.files.push(POLICY_PATH);
    validation.texts.set(POLICY_PATH, policy.text);
    validation.problems.push(...policy.problems);
  }
  validation.problems = withSeverities(validation.problems, policy.policy?.rules ?? {});
  validation.problems.sort((a, b) => order(a.file, b.file) || a.line - b.line || a.column - b.column);
  validation.holds = !validation.problems.some(({ severity }) => severity === 'error');
  return validation;
}

/** The bytes after what could be mended was written back. */
async function mended(
  path: string,
  absolute: string,
  bytes: Uint8Array,
  files: Files,
  { fixed }: Validation,
): Promise<Uint8Array> {
  const { problems } = readPlan(bytes, path);
  if (!problems.some(({ edit }) => edit)) return bytes;
  const after = applyFixes(bytes, problems);
  await files.write(absolute, after.bytes);
  fixed.push(...after.problems);
  return after.bytes;
}

/** The default branch's, as for every command; outside of a repository the default. */
async function policyInForce(repository: Repository | undefined): Promise<PolicyReading & { text: string }> {
  const commit = await repository?.defaultCommit();
  const bytes = commit === undefined ? undefined : await repository?.read(commit, POLICY_PATH);
  return { ...readPolicy(bytes, POLICY_PATH), text: new TextDecoder().decode(bytes) };
}

const toPath = (absolute: string, root: string): string => {
  const path = relative(root, absolute).split(sep).join('/');
  return path === '' ? '.' : path;
};

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

async function everyPlan(root: string, files: Files): Promise<string[]> {
  const folder = await files.list(join(root, 'plans'));
  const top = await files.list(root);
  return [...top, ...folder.map((name) => `plans/${name}`)].filter(isPlanPath).sort();
}

/** A named folder stands for its plans. One without any is read as a file, which fails: nothing of what somebody named was checked. */
async function plansOf(path: string, root: string, reading: Reading): Promise<string[]> {
  const all =
    path === '.'
      ? await everyPlan(root, reading.files)
      : (await reading.files.list(resolve(root, path)))
          .filter((name) => name.endsWith('.md'))
          .map((name) => `${path}/${name}`);
  const plans: string[] = [];
  for (const one of all) {
    const read = await readBytes(root, one, reading);
    if ('bytes' in read && declaresPlan(read.bytes)) plans.push(one);
  }
  return plans.length > 0 ? plans : [path];
}

interface Reading {
  files: Files;
  inside: boolean;
}
type Read = { bytes: Uint8Array } | { problem: { message: string; fix: string } };

/** In a repository no link leads out of it: the lines that a problem shows are the repository's own. */
async function readBytes(root: string, name: string, { files, inside }: Reading): Promise<Read> {
  const path = resolve(root, name);
  try {
    const bytes =
      inside && !name.startsWith('../') ? await files.readInside(root, path) : await files.read(path);
    if (bytes !== undefined) return { bytes };
    return {
      problem: {
        message: 'there is no such file',
        fix: 'Check the path; `planfile status` lists the plans.',
      },
    };
  } catch (error) {
    return { problem: { message: (error as Error).message, fix: 'Name a regular file that you may read.' } };
  }
}

const unreadable = (file: string, { message, fix }: { message: string; fix: string }): Problem => ({
  code: 'unreadable',
  severity: 'error',
  file,
  line: 1,
  column: 1,
  message,
  fix,
});
