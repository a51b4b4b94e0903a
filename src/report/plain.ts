/**
 * Text of models made safe for a commit's message (trust.md T20), which is no markdown: there is no code to set it in, so what
 * somebody would act on is taken apart where people can see it. A message is shown by forges, quoted in pull requests, and
 * printed by workflows.
 */
import { visible } from './clean.ts';
import { disarm, type InertGuard, inert, inertGuards } from './inert.ts';

/** In a message a formula is no formula. */
export const plainGuards: readonly InertGuard[] = inertGuards.filter(({ name }) => name !== 'formula');

/** Several lines, each of which says the same and does nothing. */
export function plainText(text: string, guards: readonly InertGuard[] = plainGuards): string {
  let apart = disarm(visible(text));
  // What was taken apart may leave behind what acts by itself: `@http://`.
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const next = inert(apart, guards)
      .map(({ text: piece, acts }) => (acts ? takenApart(piece) : piece))
      .join('');
    if (next === apart) break;
    apart = next;
  }
  // Also where no scheme stands before it: a piece that comes later may be one.
  const guarded = guards.some(({ name }) => name === 'address');
  return guarded ? apart.replace(/:(?=\/\/)/g, ': ') : apart;
}

/** Each pass parts what stands together; four kinds can stand in each other. */
const MOST_PASSES = 10;

/** One line, with something before it: what acts only at the beginning of a line does not act here. */
export const plainLine = (text: string): string =>
  plainText(
    text.replace(/\s+/g, ' ').trim(),
    plainGuards.filter(({ atStart }) => !atStart),
  );

function takenApart(piece: string): string {
  const apart = piece
    .replace(/@(?=\S)/g, '@ ')
    .replace(/#(?=\d)/g, '# ')
    .replace(/\b(GH-)(?=\d)/gi, '$1 ')
    .replace(/:\/\//g, ': //')
    .replace(/\b(www\.|mailto:|xmpp:)(?=\S)/gi, '$1 ')
    .replace(/^::/, ': :');
  // A command or a trailer: what begins with a mark of quotation is none.
  return /^\/|:$/.test(apart) ? `> ${apart}` : apart;
}
