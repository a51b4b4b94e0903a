/** What `run` prints at its end: each wave, how each phase ended and where its work is, what it cost. */
import type { RunReport } from '../../commands/run.ts';
import type { Landing } from '../../outcomes/landing.ts';
import { cleanLine } from '../../report/clean.ts';
import { type CostEntry, costNotes, costTable } from '../../report/cost.ts';
import type { Paint } from '../../report/paint.ts';
import { reviewText } from '../../report/review.ts';
import { textTable } from '../../report/table.ts';

export function planfileRun(report: RunReport, paint: Paint): string {
  const { waves, plan, branch } = report;
  const lines: string[] = [];
  // What stands now is what the last of them left: of an earlier one's findings nothing can be told any more.
  const standing = waves.findLastIndex(({ landing }) => landing?.ended.some(isDone));
  for (const [index, { schedule, landing, review }] of waves.entries()) {
    lines.push(
      paint.bold(
        `Wave ${index + 1}: ${schedule.legs.map(({ phase }) => phase).join(', ') || 'nothing started'}`,
      ),
    );
    if (schedule.legs.length === 0) {
      lines.push(...heldLines(schedule.held, paint));
    }
    if (schedule.legs.length > 0 && landing === undefined)
      lines.push('  not landed; what was built is kept, and the next run of this plan goes on from there');
    for (const { phase, outcome, reason, message, commit, kept } of landing?.ended ?? []) {
      const mark = outcome === 'done' ? paint.green('✓') : paint.red('✗');
      lines.push(
        `  ${mark} ${phase} ${outcome}${reason ? ` (${reason})` : ''} ${commit?.slice(0, 12) ?? ''}`.trimEnd(),
      );
      if (message) lines.push(`    ${cleanLine(message, 600)}`);
      if (kept) lines.push(`    work: ${cleanLine(kept)}`);
    }
    if (landing && review) {
      const sendBack = index === standing ? 'command' : undefined;
      lines.push('', indent(reviewText({ plan, review, check: landing.check, sendBack }, paint)));
    }
    lines.push('');
  }
  if (report.held.length > 0) lines.push(paint.bold('Not started:'), ...heldLines(report.held, paint), '');
  for (const { phase, run } of report.lost) {
    lines.push(
      `${phase} landed without a valid review, and the outcomes of run ${cleanLine(run)} are not here.`,
      `  ${paint.cyan('fix:')} where they are: planfile review --out <folder> && planfile publish --out <folder>`,
      `       or go on without it, by naming a phase: planfile run ${plan} --phase <phase>`,
      '',
    );
  }
  const entries = waves.flatMap(({ results, review, landing }, index): CostEntry[] => [
    ...results.map(({ phase, turns, seconds, usage }) => ({
      label: phase,
      turns,
      seconds,
      usage,
      done: landing?.ended.some((end) => end.phase === phase && end.outcome === 'done') ?? false,
    })),
    ...(review && review.usage.length > 0
      ? [
          {
            label: `review of wave ${index + 1}`,
            turns: review.turns,
            seconds: review.seconds,
            usage: review.usage,
          },
        ]
      : []),
  ]);
  if (entries.length > 0) {
    lines.push(
      textTable(costTable(entries, report.planner), paint),
      ...costNotes(entries).map(paint.dim),
      '',
    );
  }
  if (standing !== -1) {
    lines.push(
      `Landed on branch ${branch}; your checkout, index and branch were not touched. Look: git log ${branch}`,
    );
  }
  const blocked = blockedOf(waves);
  if (blocked) {
    // A phase that was to be mended has landed: set free, its work would be taken out.
    const wrong = `; where ${blocked.phase} is wrong, planfile reset ${plan} ${blocked.phase} --reason "…"`;
    lines.push(
      `${paint.bold('next:')} planfile draft ${plan} has the plan revised${blocked.mended ? '' : wrong}`,
    );
  }
  lines.push(paint.dim(`Outcomes: ${report.folder}`));
  return `${lines.join('\n')}\n`;
}

/** The first that found the plan wrong, and was it mended or built? */
function blockedOf(waves: RunReport['waves']): { phase: string; mended: boolean } | undefined {
  for (const { schedule, landing } of waves) {
    const end = landing?.ended.find(({ outcome }) => outcome === 'blocked');
    if (end === undefined) continue;
    const leg = schedule.legs.find(({ phase }) => phase === end.phase);
    return { phase: end.phase, mended: leg?.mends !== undefined };
  }
  return undefined;
}

const isDone = ({ outcome }: Landing['ended'][number]): boolean => outcome === 'done';

const heldLines = (held: RunReport['held'], paint: Paint): string[] =>
  held.flatMap(({ phase, message, fix }) => [
    `  ${phase}: ${cleanLine(message)}`,
    ...(fix ? [`    ${paint.cyan('fix:')} ${cleanLine(fix)}`] : []),
  ]);

const indent = (text: string): string => text.replace(/^(?=.)/gm, '  ');
