/** Between two jobs of a run: takes what was downloaded by the digests that earlier jobs said, and hands on what this step made (T5). */
import { join } from 'node:path';
import { copyInto, downloadsIn, handOver } from '../adapters/files/downloads.ts';
import { diskFiles } from '../adapters/files/files.ts';
import { checkpointsOf, expectedIn, type GatherGuard, gather, gatherGuards } from '../outcomes/gathered.ts';
import { readOutcome } from '../outcomes/index.ts';
import { Fault } from '../ports/fault.ts';
import type { Progress } from '../ports/progress.ts';
import type { CommandName } from './commands.ts';

/** Steps that read what earlier jobs made. */
const READS: ReadonlySet<CommandName> = new Set(['draft', 'execute', 'verify', 'review', 'publish']);

/**
 * Copies the expected outcomes from the downloads (`<folder>/in`) to `folder`, and for `publish` the checkpoints of those who ended without
 * a word (`<folder>/checkpoints`, apart: a single artifact is unpacked without a folder of its own). Whatever else was downloaded stays
 * where it is. Faults: `expect-misfit`, `schedule-missing`.
 */
export async function takeDownloads(
  { command, folder, expect }: { command: CommandName; folder: string; expect: string },
  progress: Pick<Progress, 'note'>,
  guards: readonly GatherGuard[] = Object.values(gatherGuards),
): Promise<void> {
  if (!READS.has(command)) return;
  const { expected, misfits } = expectedIn(expect);
  if (misfits.length > 0) {
    throw new Fault(
      'usage',
      'expect-misfit',
      `the input \`expect\` has a line that does not fit: ${JSON.stringify(misfits[0])}`,
      'One line an outcome: its name and the digest that the job which made it gave out.',
    );
  }
  // A change that no wave made is reviewed without any outcome before it.
  if (command === 'review' && expected.length === 0) return;
  const downloads = await downloadsIn(join(folder, 'in'));
  if (expected.some(({ name }) => name === 'request' || name === 'target')) {
    const drafting = gather(expected, downloads, undefined, guards);
    for (const { download } of drafting.taken) await copy(download, folder);
    for (const { name, why } of drafting.missing) progress.note(`${name} is not taken: ${why}`);
    return;
  }
  const ofSchedule = (one: { name: string }) => one.name === 'schedule';
  const first = gather(expected.filter(ofSchedule), downloads, undefined, guards);
  const [schedule] = first.taken;
  if (schedule === undefined) {
    const why = first.missing[0]?.why ?? 'no job said that it made one';
    throw new Fault(
      'undecided',
      'schedule-missing',
      `the schedule of this run is not here: ${why}`,
      'Download the artifact of the job schedule, and hand its digest on in `expect`.',
    );
  }
  await copy(schedule.download, folder);
  const read = readOutcome('schedule', await diskFiles.read(join(folder, 'schedule.json')));
  if (!read.ok) throw new Fault('undecided', 'outcome-unusable', read.message, 'Run all jobs again.');
  const phases = read.outcome.legs.map(({ phase }) => phase);

  const rest = gather(
    expected.filter((one) => !ofSchedule(one)),
    downloads,
    phases,
    guards,
  );
  for (const { download } of rest.taken) await copy(download, folder);
  for (const { name, why } of rest.missing) progress.note(`${name} is not taken: ${why}`);
  if (command !== 'publish') return;
  const whole = new Set(rest.taken.map(({ expected }) => expected.name));
  const orphans = phases.filter((_, leg) => !whole.has(`leg-${leg}`));
  const kept = await downloadsIn(join(folder, 'checkpoints'));
  for (const { phase, files } of checkpointsOf(kept, orphans)) {
    progress.note(`${phase}: its job ended without a word, and its last checkpoint is what it had built`);
    for (const file of files) await copyInto(folder, file.folder, [file]);
  }
}

const copy = ({ folder, files }: { folder: string; files: readonly { name: string }[] }, to: string) =>
  copyInto(
    to,
    folder,
    files.map(({ name }) => ({ from: name, to: name })),
  );

/** What this step made, in a folder of its own, for one upload; undefined: nothing that the next jobs could use. */
export function handOn(
  command: CommandName,
  folder: string,
  phase: string | undefined,
): Promise<{ folder: string; digest: string } | undefined> {
  const files: Partial<Record<CommandName, string[]>> = {
    request: ['request.json'],
    'request-review': ['target.json'],
    draft: ['draft.json', 'transcript-draft.jsonl'],
    schedule: ['schedule.json'],
    execute: [`result-${phase}.json`, `work-${phase}.bundle`, `transcript-${phase}.jsonl`],
    verify: ['verification.json'],
    review: ['review.json', 'review-transcript.jsonl'],
  };
  return handOver(join(folder, 'out'), folder, files[command] ?? []);
}
