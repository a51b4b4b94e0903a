/**
 * The trailers of a landed commit (design.md §3): which plan and phase it is, who planned, who built, who approved. Values come
 * from people and models, so each is made one line of visible text; reading takes the last paragraph only, and nothing twice.
 */
import { plainLine, plainText } from '../report/plain.ts';
import { withoutSecrets } from '../report/redact.ts';
import { counted } from '../report/words.ts';

export interface Trailers {
  /** Path of the plan, and the digest of the phase that was built. */
  plan: string;
  digest: string;
  phase: string;
  /** The model as answered, or the person. Never left out: `unknown` is said. */
  plannedBy: string;
  implementedBy: string;
  approvedBy: readonly string[];
}

/** Characters of one value, and of a subject. */
const VALUE_MOST = 200;
const SUBJECT_MOST = 100;

/** What a model's words go through on their way into a message (trust.md T20). */
export const proseGuards: Record<'no secrets' | 'nothing acts', (text: string) => string> = {
  'no secrets': withoutSecrets,
  'nothing acts': (text) => plainText(text),
};

/** A whole message: subject, prose, trailers. The prose holds no secret, no line of it is a trailer, and nobody acts on it. */
export const commitMessage = (
  parts: { subject: string; body?: string; trailers: Trailers },
  guards: readonly ((text: string) => string)[] = Object.values(proseGuards),
): string =>
  message(
    commitSubject(parts.subject) || parts.trailers.phase,
    parts.body ?? '',
    formatTrailers(parts.trailers),
    guards,
  );

/** Of a commit that brings a plan, or its next revision: it names who planned (`plannerNamed`). */
export const planMessage = (
  parts: { subject: string; body: string; plannedBy: string },
  guards: readonly ((text: string) => string)[] = Object.values(proseGuards),
): string =>
  message(commitSubject(parts.subject), parts.body, `Planned-by: ${value(parts.plannedBy)}`, guards);

function message(
  subject: string,
  body: string,
  trailers: string,
  guards: readonly ((text: string) => string)[],
): string {
  const text = prose(guards.reduce((text, guard) => guard(text), onlySeen(body)));
  return `${[subject, ...(text === '' ? [] : [text]), trailers].join('\n\n')}\n`;
}

/** What a commit of a phase's work says first: what was built, or how much of it was mended. */
export const phaseSubject = ({ id, title }: { id: string; title: string }, mended = 0): string =>
  `${id}: ${mended === 0 ? title : `mend ${counted(mended, 'finding')} of the review`}`;

/** A first line: visible, short, and nobody acts on it. */
export const commitSubject = (text: string): string =>
  oneLine(plainLine(withoutSecrets(onlySeen(text))), SUBJECT_MOST);

/** The trailer lines of a commit, without a line end. */
export const formatTrailers = (trailers: Trailers): string => formatAllTrailers([trailers]);

/**
 * Those of several phases, for the end of a pull request's body: each phase with its digest, then everybody once. Of one phase they
 * are those of its commit; of several they claim nothing (`parseTrailers`), so that no squash is taken for a landing.
 */
export function formatAllTrailers(all: readonly Trailers[]): string {
  const people = (name: string, of: (one: Trailers) => readonly string[]) =>
    [...new Set(all.flatMap(of).map(value))].map((who) => `${name}: ${who}`);
  return [
    // A phase that was mended has several commits.
    ...new Set(
      all.map(({ plan, digest, phase }) => `Plan: ${oneLine(plan, 1_000)}@${digest}\nPlan-Phase: ${phase}`),
    ),
    ...people('Planned-by', ({ plannedBy }) => [plannedBy]),
    ...people('Implemented-by', ({ implementedBy }) => [implementedBy]),
    ...people('Approved-by', ({ approvedBy }) => approvedBy),
  ].join('\n');
}

/** Who planned, as whoever committed a plan says it: a model as answered, or a person. */
export const plannerNamed = (message: string): string | undefined => {
  const named = trailersOf(message).get('Planned-by');
  return named?.length === 1 && named[0] !== '' ? oneLine(named[0]!, 200) : undefined;
};

/** undefined where the last paragraph is not exactly such a block: a name that stands twice is ambiguous, and nothing. */
export function parseTrailers(message: string): Trailers | undefined {
  const found = trailersOf(message);
  const once = (name: string) => (found.get(name)?.length === 1 ? found.get(name)![0] : undefined);
  const plan = /^(.+)@([0-9a-f]{64})$/.exec(once('Plan') ?? '');
  const phase = once('Plan-Phase');
  const plannedBy = once('Planned-by');
  const implementedBy = once('Implemented-by');
  if (!plan || !phase || !plannedBy || !implementedBy) return undefined;
  if (!/^[a-z][a-z0-9-]{0,47}$/.test(phase)) return undefined;
  const approvedBy = found.get('Approved-by') ?? [];
  return { plan: plan[1]!, digest: plan[2]!, phase, plannedBy, implementedBy, approvedBy };
}

function trailersOf(message: string): Map<string, string[]> {
  const paragraphs = message
    .replace(/\r\n?/g, '\n')
    .trimEnd()
    .split(/\n[ \t]*\n/);
  // A message of one paragraph has a subject and no trailers, as git sees it.
  const block = paragraphs.length > 1 ? paragraphs.at(-1)! : '';
  const found = new Map<string, string[]>();
  for (const line of block.split('\n')) {
    const match = /^([A-Za-z][A-Za-z-]*): (.*)$/.exec(line);
    if (match) found.set(match[1]!, [...(found.get(match[1]!) ?? []), match[2]!.trim()]);
  }
  return found;
}

/** Control, format (bidi, zero-width, tags), separator, private and unpaired characters: nothing that people do not see. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+/gu;

function oneLine(text: string, most: number): string {
  const line = text.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length > most
    ? `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : line;
}

/** Line by line, for line ends are the only such characters that stay. */
const onlySeen = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replace(UNSEEN, ' '))
    .join('\n');

const value = (text: string): string => oneLine(text, VALUE_MOST) || 'unknown';

function prose(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .map((line) => (/^[A-Za-z0-9-]+\s*:/.test(line) ? `  ${line}` : line))
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
}
