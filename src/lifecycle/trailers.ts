/**
 * The trailers of a landed commit (design.md §3): which plan and phase it is, who planned, who built, who approved. Values come
 * from people and models, so each is made one line of visible text; reading takes the last paragraph only, and nothing twice.
 */

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

/** A whole message: subject, prose, trailers. No line of the prose can be taken for a trailer. */
export function commitMessage(parts: { subject: string; body?: string; trailers: Trailers }): string {
  const paragraphs = [oneLine(parts.subject, SUBJECT_MOST) || parts.trailers.phase];
  const body = prose(parts.body ?? '');
  if (body !== '') paragraphs.push(body);
  return `${[...paragraphs, formatTrailers(parts.trailers)].join('\n\n')}\n`;
}

/** The trailer lines, without a line end: for a commit, and for the end of a pull request's body. */
export function formatTrailers(trailers: Trailers): string {
  return [
    `Plan: ${oneLine(trailers.plan, 1_000)}@${trailers.digest}`,
    `Plan-Phase: ${trailers.phase}`,
    `Planned-by: ${value(trailers.plannedBy)}`,
    `Implemented-by: ${value(trailers.implementedBy)}`,
    ...trailers.approvedBy.map((by) => `Approved-by: ${value(by)}`),
  ].join('\n');
}

/** undefined where the last paragraph is not exactly such a block: a name that stands twice is ambiguous, and nothing. */
export function parseTrailers(message: string): Trailers | undefined {
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

const value = (text: string): string => oneLine(text, VALUE_MOST) || 'unknown';

function prose(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replace(UNSEEN, ' ').trimEnd())
    .map((line) => (/^[A-Za-z0-9-]+\s*:/.test(line) ? `  ${line}` : line))
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
}
