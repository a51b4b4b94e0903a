/** What `init` did, what each job's token may and why, and what the repository still needs. */
import { workflows } from '../workflows/index.ts';
import { clean, cleanLine } from './clean.ts';
import type { Paint } from './paint.ts';

export interface InitShown {
  server: string;
  repository: string | null;
  elsewhere: string | null;
  planfile: { action: string; commit: string | undefined; tag: string };
  files: readonly { path: string; summary: string; does: string; difference?: string }[];
  checks: readonly {
    name: string;
    verdict: 'holds' | 'lacks' | 'unknown';
    says: string;
    fix?: string;
    page?: string;
  }[];
  removed: boolean;
  dryRun: boolean;
  /** What the jobs may was told before. */
  asked: boolean;
}

const DONE: Record<string, string> = {
  write: 'written',
  renew: 'renewed',
  keep: 'stands',
  differs: 'differs, and is left as it is',
  remove: 'removed',
  leave: 'was changed, and is left',
};
const WOULD: Record<string, string> = {
  write: 'would be written',
  renew: 'would be renewed',
  remove: 'would be removed',
};

export function initText(shown: InitShown, paint: Paint): string {
  const blocks = [filesText(shown, paint)];
  if (!shown.removed && shown.elsewhere !== null) blocks.push(elsewhereText(shown.elsewhere, shown, paint));
  const changes = shown.files.some(({ does }) => does !== 'keep');
  if (!shown.removed && !shown.asked && changes) blocks.push(permissionsText(paint));
  if (!shown.removed) blocks.push(checksText(shown, paint), nextText(shown, paint));
  return `${blocks.join('\n\n')}\n`;
}

const elsewhereText = (host: string, { server }: InitShown, paint: Paint): string =>
  `${paint.yellow('!')} The remote of this clone is at ${cleanLine(host)}: these workflows run on GitHub, and the configured server is ${server}`;

function filesText({ files, dryRun, removed }: InitShown, paint: Paint): string {
  if (files.length === 0) return 'There is nothing here that init wrote.';
  const lines = files.flatMap(({ path, summary, does, difference }) => {
    const bad = does === 'differs' || does === 'leave';
    const mark = bad ? paint.yellow('!') : paint.green('✓');
    const said = (dryRun && WOULD[does]) || DONE[does] || does;
    return [
      `  ${mark} ${path} ${paint.bold(said)}${removed ? '' : paint.dim(`: ${summary}`)}`,
      ...(difference === undefined ? [] : [indent(clean(difference), '      ')]),
    ];
  });
  const how = files.some(({ does }) => does === 'differs')
    ? ['    to take the new text, move yours away and run init again']
    : [];
  return [paint.bold('Files'), ...lines, ...how].join('\n');
}

export function permissionsText(paint: Paint): string {
  const lines = workflows.flatMap(({ file, jobs }) => [
    `  ${file}`,
    ...Object.entries(jobs).flatMap(([name, { power, permissions }]) => [
      `    ${name} ${paint.dim(`(${POWERS[power]})`)}`,
      ...Object.entries(permissions).map(
        ([what, [level, why]]) => `      ${what}: ${level}, ${paint.dim(why)}`,
      ),
    ]),
  ]);
  return [paint.bold("What each job's token may, and why"), ...lines].join('\n');
}

const POWERS = {
  write: 'writes; has no key, runs nothing foreign',
  model: 'has the key; its token only reads',
  code: 'runs what a model wrote; neither key nor token',
};

function checksText({ repository, server, checks }: InitShown, paint: Paint): string {
  const marks = { holds: paint.green('✓'), lacks: paint.red('✗'), unknown: paint.yellow('?') };
  const title =
    repository === null ? 'The repository' : `The repository ${cleanLine(repository)} at ${server}`;
  const lines = checks.flatMap(({ name, verdict, says, fix, page }) => [
    `  ${marks[verdict]} ${name}: ${verdict === 'unknown' ? 'could not be checked: ' : ''}${cleanLine(says)}`,
    ...(fix === undefined
      ? []
      : [`      ${paint.cyan(verdict === 'unknown' ? 'see:' : 'fix:')} ${cleanLine(fix, 400)}`]),
    ...(page === undefined ? [] : [`      ${paint.dim(cleanLine(page))}`]),
  ]);
  return [paint.bold(title), ...lines].join('\n');
}

function nextText({ planfile: { action, commit, tag } }: InitShown, paint: Paint): string {
  const lines =
    commit === undefined
      ? [
          `This is no released package, so the workflows name ${action} by the tag ${tag}, which can be moved to other code:`,
          `pin it by its commit: git ls-remote https://github.com/${action} ${tag}`,
        ]
      : [];
  return [
    ...lines,
    paint.dim(
      'next: commit these files, bring them to the default branch, write plans/<id>.md, open a pull request',
    ),
  ].join('\n');
}

const indent = (text: string, by: string): string => text.replace(/^(?=.)/gm, by);
