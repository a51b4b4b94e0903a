/**
 * Our part of a pull request's body, put into what people wrote: their text above and below it is left alone, byte for byte. The
 * trailers stand at the very end, in no comment and after everybody's words, where a squash keeps them as trailers.
 */

export interface OwnPart {
  plan: string;
  /** Markdown; no line of it is taken for the end of our part. */
  text: string;
  /** Trailer lines, or nothing. */
  trailers: string;
}

/** GitHub takes so many characters (github.md G18). */
export const BODY_MOST = 65_536;

const begin = (plan: string): string => `<!-- planfile ${plan} -->`;
const end = (plan: string): string => `<!-- /planfile ${plan} -->`;
/** A paragraph of nothing but our trailers, with the digest that no person types. */
const TRAILER = /^(?:Plan|Plan-Phase|Planned-by|Implemented-by|Approved-by): \S.*$/;
const DIGEST = /^Plan: .+@[0-9a-f]{64}$/;

/** The whole body. The same part put in twice changes nothing. */
export function pullBody(before: string, { plan, text, trailers }: OwnPart): string {
  const { above, below } = othersIn(before, plan);
  // Nothing inside may look like the end of it: a model's words stand there too.
  const own = `${begin(plan)}\n${text.replaceAll('<!--', '<! --').trim()}\n${end(plan)}`;
  return `${above}${own}${below}${trailers === '' ? '' : `\n\n${trailers}`}`;
}

/** How many characters are left for our text, beside what people wrote. */
export function roomFor(before: string, plan: string, trailers: string): number {
  return BODY_MOST - pullBody(before, { plan, text: '', trailers }).length;
}

/** Line ends are the browser's: who saves a body on a web page changes them all. */
export const sameBody = (one: string, other: string): boolean => unix(one) === unix(other);
const unix = (text: string): string => text.replace(/\r\n?/g, '\n').trimEnd();

/** What people wrote, with the white space that keeps it apart from our part. */
function othersIn(body: string, plan: string): { above: string; below: string } {
  const from = body.indexOf(begin(plan));
  const to = from < 0 ? -1 : body.indexOf(end(plan), from);
  if (to < 0) {
    // Somebody took the end of our part away: what is left of it is theirs now.
    const own = withoutTrailers(body.replaceAll(begin(plan), '').replaceAll(end(plan), '')).trimEnd();
    return { above: own === '' ? '' : `${own}\n\n`, below: '' };
  }
  const below = withoutTrailers(body.slice(to + end(plan).length)).trimEnd();
  return { above: body.slice(0, from), below: below === '' || /^\s/.test(below) ? below : `\n\n${below}` };
}

function withoutTrailers(text: string): string {
  const parts = text.split(/(\r?\n(?:[ \t]*\r?\n)+)/);
  const kept: string[] = [];
  for (let i = 0; i < parts.length; i += 2) {
    const paragraph = parts[i] ?? '';
    if (isTrailers(paragraph)) kept.pop();
    else kept.push(paragraph);
    const space = parts[i + 1];
    if (space !== undefined) kept.push(space);
  }
  return kept.join('');
}

function isTrailers(paragraph: string): boolean {
  const lines = paragraph.split(/\r?\n/).filter((line) => line !== '');
  return (
    lines.length > 0 && lines.every((line) => TRAILER.test(line)) && lines.some((line) => DIGEST.test(line))
  );
}
