/** What is in force, for a terminal. */
import { cleanLine } from './clean.ts';
import { type Paint, plain } from './paint.ts';
import { textTable } from './table.ts';

interface Entry {
  key: string;
  value: unknown;
  from: 'file' | 'default';
}

export function policyText(
  {
    path,
    commit,
    found,
    values,
  }: { path: string; commit: string | null; found: boolean; values: readonly Entry[] },
  paint: Paint = plain,
): string {
  const at = commit === null ? 'before the first commit' : `of the default branch (${commit.slice(0, 9)})`;
  const head = found ? `${path} ${at}` : `There is no ${path} ${at}: every default holds.`;
  const rows = values.map(({ key, value, from }) => [
    key,
    cleanLine(JSON.stringify(value), 80),
    from === 'file' ? paint.bold('file') : paint.dim('default'),
  ]);
  const columns = [{ title: 'key' }, { title: 'value' }, { title: 'from' }];
  return `${head}\n\n${textTable({ columns, rows }, paint)}`;
}
