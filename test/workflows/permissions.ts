/** A token's permissions, held against what was really asked with it. */
import type { JournalEntry } from '../doubles/github/journal.ts';
import { renderedWorkflow } from './rendered.ts';

export type Held = Readonly<Record<string, 'read' | 'write'>>;

/** Is one of the alternatives within what is held? Metadata comes with every token, and names without one need none. */
const covers = (held: Held, alternatives: readonly string[]): boolean =>
  alternatives.length === 0 ||
  alternatives.some((one) => {
    const [name = '', level] = one.replaceAll('_', '-').split('=');
    return name === 'metadata' || held[name] === 'write' || (held[name] === 'read' && level === 'read');
  });

const allowed = (held: Held, asked: readonly JournalEntry[]): boolean =>
  asked.every(({ needs = [] }) => needs.every((alternatives) => covers(held, alternatives)));

/** What was asked that the token does not cover. */
export const missing = (held: Held, asked: readonly JournalEntry[]): string[] =>
  asked.flatMap((entry) =>
    allowed(held, [entry]) ? [] : [`${entry.operation}: ${JSON.stringify(entry.needs)}`],
  );

/** Permissions without which, or with less of which, all that was asked would have been allowed just so. */
export const needless = (held: Held, asked: readonly JournalEntry[]): string[] =>
  Object.entries(held).flatMap(([name, level]) => {
    const { [name]: _, ...without } = held;
    if (allowed(without, asked)) return [`${name}: ${level}`];
    const less: Held = { ...without, [name]: 'read' };
    return level === 'write' && allowed(less, asked) ? [`${name}: ${level}, where read is enough`] : [];
  });

/** Runs that were played, as far as they matter here. */
interface Asking {
  run: { path: string };
  jobs: readonly { name: string; asked: readonly JournalEntry[] }[];
}

/** Every job of a workflow, held against all that was asked with its token in these runs; a job that never ran is a misfit as well. */
export function misfits(file: string, played: readonly Asking[]): string[] {
  const runs = played.filter(({ run }) => run.path.endsWith(`/${file}`));
  return Object.entries(renderedWorkflow(file).jobs).flatMap(([name, { permissions = {} }]) => {
    const own = runs.flatMap(({ jobs }) => jobs).filter((job) => job.name.split(' ')[0] === name);
    if (own.length === 0) return [`${file} ${name} was not started`];
    const asked = own.flatMap((job) => job.asked);
    return [
      ...missing(permissions, asked).map((said) => `${file} ${name} lacks ${said}`),
      ...needless(permissions, asked).map((said) => `${file} ${name} does not need ${said}`),
    ];
  });
}
