/**
 * Characters of a kind, wherever a reader or a model would meet them: in the source, and in what its escapes
 * stand for.
 */
import { isScalar } from 'yaml';
import type { PlanDocument } from '../document.ts';
import { placeIn } from '../markdown.ts';
import type { Place } from '../problem.ts';
import { placeAt } from '../source.ts';

interface Found extends Place {
  /** As code points: `U+200B`, at most four of them. */
  found: string;
}

/** `kind` is global. Characters next to each other are one finding. */
export function* charactersIn(document: PlanDocument, kind: RegExp): Generator<Found> {
  const { source } = document;
  for (const { 0: text, index } of source.ascii ? [] : source.text.matchAll(kind))
    yield { ...placeAt(source, index, index + text.length), found: codePoints(text) };
  yield* escapedIn(document, kind);
}

/** `"\u200b"` in YAML and `&#8203;` in markdown are plain in the source, and are not in what is shown. */
function* escapedIn({ source, front, outline }: PlanDocument, kind: RegExp): Generator<Found> {
  // Without their signs there are no escapes.
  for (const { node } of front?.text.includes('\\') ? front.nodes : []) {
    // Only between double quotes does a backslash mean anything.
    if (!isScalar(node) || typeof node.value !== 'string' || node.type !== 'QUOTE_DOUBLE') continue;
    const [from = 0, to = 0] = node.range ?? [];
    const [match] = node.value.replaceAll('\n', ' ').match(kind) ?? [];
    if (match && !front!.text.slice(from, to).includes(match))
      yield { ...front!.placeOf(node), found: codePoints(match) };
  }
  for (const block of source.text.includes('&') ? (outline?.blocks ?? []) : []) {
    if (!block.token.content.includes('&')) continue;
    for (const { inline, offset } of block.parts) {
      const [match] = inline.type === 'text_special' ? (inline.content.match(kind) ?? []) : [];
      if (match) yield { ...placeIn(source, block, offset, inline.markup.length), found: codePoints(match) };
    }
  }
}

function codePoints(text: string): string {
  const all = [...text].map((one) => `U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`);
  return all.length > 4 ? `${all.slice(0, 4).join(' ')} and ${all.length - 4} more` : all.join(' ');
}
