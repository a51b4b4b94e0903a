/** HTML as values: text becomes text wherever it is put, and only a template makes markup. Attributes are always quoted. */
import { visible } from '../../clean.ts';

/** Markup that a template made. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

export type Part = string | number | Html | readonly Part[];

/** `<p>${text}</p>`: what is put in is escaped; lists are joined. */
export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(pieces.reduce((made, piece, index) => made + markupOf(parts[index - 1]!) + piece));
}

export const none = new Html('');

function markupOf(part: Part): string {
  if (part instanceof Html) return part.markup;
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return part.map(markupOf).join('');
}

const escaped = (text: string): string =>
  visible(text).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
