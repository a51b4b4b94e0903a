/**
 * A repository with as many finished plans as a test or a benchmark wants, each with its record, landed and merged in one of the ways
 * that there are: written by two fast imports, in a moment.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatTrailers } from '../../src/lifecycle/trailers.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { readPlan } from '../../src/plan/read.ts';
import { START, type StoryPlan, story } from '../builders/story.ts';
import { sampleId, samplePlanText } from './plan-text.ts';

export const WAYS = ['merge', 'squash', 'rebase', 'fast-forward', 'mixed', 'none'] as const;
/** `mixed`: a squash whose files people had changed meanwhile, its message the pull request's. `none`: it waits on its branch. */
export type Way = (typeof WAYS)[number];

export interface ReportedPlan {
  plan: Plan;
  way: Way;
  /** When its merge was committed, in milliseconds. */
  mergedAt: number;
}

const MINUTE = 60_000;
const WHO = 'Ann <ann@example.org>';
const env = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
};

/** Fills an empty folder. Plan number n began n hours after the first. */
export function reportedRepository(
  folder: string,
  plans: number,
  wayOf: (plan: number) => Way,
): ReportedPlan[] {
  const git = (args: string[], input = '') =>
    execFileSync('git', ['-C', folder, ...args], {
      env,
      input,
      encoding: 'utf8',
      maxBuffer: 1e9,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  git(['init', '-q', '-b', 'main']);
  const all = Array.from({ length: plans }, (_, index): ReportedPlan => {
    const id = sampleId(index);
    const plan = readPlan(Buffer.from(samplePlanText(id, `Sample ${index + 1}`)), `plans/${id}.md`).plan!;
    return { plan, way: wayOf(index), mergedAt: START + index * 60 * MINUTE + 45 * MINUTE };
  });

  const code = importer();
  const documents = all.map(({ plan }) => [plan.path, samplePlanText(plan.id, plan.title)] as const);
  let main = code.commit(
    'refs/heads/main',
    START - 24 * 60 * MINUTE,
    'Plans',
    [],
    Object.fromEntries(documents),
  );
  const landed = all.map(({ plan, way, mergedAt }, index) => {
    const base = main;
    const began = START + index * 60 * MINUTE;
    const files = plan.phases.map(({ paths }, phase) => ({ [paths[0]!]: `${plan.id} ${phase}\n` }));
    const trailers = plan.phases.map(({ id, digest }) =>
      formatTrailers({
        plan: plan.path,
        digest,
        phase: id,
        plannedBy: WHO,
        implementedBy: 'claude-sonnet-5-5',
        approvedBy: ['ada'],
      }),
    );
    const build = (ref: string, from: number, at: (phase: number) => number): number[] => {
      const tips: number[] = [];
      for (const [phase, changed] of files.entries()) {
        const message = `${plan.id} ${phase}\n\n${trailers[phase]}`;
        tips.push(code.commit(ref, at(phase), message, [tips.at(-1) ?? from], changed));
      }
      return tips;
    };
    const commits = build(`refs/heads/plan/${plan.id}`, base, (phase) => began + (5 + phase * 10) * MINUTE);
    const whole = Object.assign({}, ...files) as Record<string, string>;
    if (way === 'merge')
      main = code.commit('refs/heads/main', mergedAt, 'Merge', [base, commits.at(-1)!], whole);
    if (way === 'squash') main = code.commit('refs/heads/main', mergedAt, 'Squash', [base], whole);
    if (way === 'rebase') main = build('refs/heads/main', base, () => mergedAt).at(-1)!;
    if (way === 'fast-forward')
      main = build('refs/heads/main', base, (phase) => began + (5 + phase * 10) * MINUTE).at(-1)!;
    if (way === 'mixed') {
      const others = Object.fromEntries(Object.entries(whole).map(([path, text]) => [path, `${text}more\n`]));
      main = code.commit('refs/heads/main', mergedAt, `Squash\n\n${trailers.join('\n\n')}`, [base], others);
    }
    return { base, commits };
  });
  const marks = join(folder, '.git', 'marks');
  git(['fast-import', '--quiet', `--export-marks=${marks}`], code.stream());
  const ids = new Map(
    readFileSync(marks, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => [Number(line.slice(1).split(' ')[0]), line.split(' ')[1]!]),
  );

  const records = importer();
  for (const [index, { plan }] of all.entries()) {
    const { base, commits } = landed[index]!;
    const text = recordOf(plan, index, {
      base: ids.get(base)!,
      commits: commits.map((mark) => ids.get(mark)!),
    });
    records.commit(
      `refs/planfile/${plan.id}`,
      START,
      plan.id,
      [],
      { 'record.jsonl': text },
      commits.map((mark) => ids.get(mark)!),
    );
  }
  git(['fast-import', '--quiet'], records.stream());
  // A merged branch is mostly deleted; the record keeps what it landed.
  const gone = all
    .filter(({ way }) => way !== 'none')
    .map(({ plan }) => `delete refs/heads/plan/${plan.id}\n`);
  git(['update-ref', '--stdin'], gone.join(''));
  git(['reset', '-q', '--hard', 'main']);
  return all;
}

/** Ten steps: an approval, and three waves of a start, an end and a review. */
function recordOf(plan: Plan, index: number, { base, commits }: { base: string; commits: string[] }): string {
  const told = story(plan as unknown as StoryPlan, plan.id).approve(plan.phases.map(({ id }) => id));
  for (const [phase, { id }] of plan.phases.entries()) {
    const size = 1 + ((index + phase) % 5);
    const usage = [
      {
        role: 'executor' as const,
        model: 'claude-sonnet-5-5',
        calls: 9,
        input: 90,
        cacheRead: 90_000 * size,
        cacheWrite: 9_000 * size,
        output: 2_000 * size,
        usd: 0.05 * size,
      },
    ];
    const judged = [
      {
        role: 'reviewer' as const,
        model: 'claude-opus-5-5',
        calls: 1,
        input: 9_000,
        cacheRead: 0,
        cacheWrite: 0,
        output: 900,
        usd: 0.07,
      },
    ];
    told
      .start(id, { base, at: minute(index, phase * 10 + 1) })
      .done(id, {
        commit: commits[phase]!,
        tree: base,
        usage,
        turns: 6 * size,
        seconds: 240,
        at: minute(index, phase * 10 + 5),
      })
      .review(`tree ${phase}`, [id], { usage: judged, at: minute(index, phase * 10 + 6) });
  }
  return told.text().replace(/"at":"[^"]*"/, `"at":"${minute(index, 0)}"`);
}

const minute = (plan: number, minutes: number): string =>
  new Date(START + (plan * 60 + minutes) * MINUTE).toISOString();

/** Commits as a stream for `git fast-import`; a mark names each. */
function importer() {
  const parts: string[] = [];
  let mark = 0;
  return {
    commit(
      ref: string,
      at: number,
      message: string,
      parents: number[],
      files: Record<string, string>,
      more: string[] = [],
    ): number {
      mark += 1;
      const [first, ...others] = [...parents.map((parent) => `:${parent}`), ...more];
      parts.push(
        `commit ${ref}\nmark :${mark}\ncommitter ${WHO} ${Math.floor(at / 1_000)} +0000\n${data(message)}`,
      );
      if (first !== undefined) parts.push(`from ${first}\n`, ...others.map((parent) => `merge ${parent}\n`));
      // A record holds its one file, whatever its parents hold.
      if (more.length > 0) parts.push('deleteall\n');
      for (const [path, text] of Object.entries(files)) parts.push(`M 100644 inline ${path}\n${data(text)}`);
      parts.push('\n');
      return mark;
    },
    stream: () => parts.join(''),
  };
}

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
