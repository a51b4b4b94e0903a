/**
 * A plan file taken apart, before anybody judges it: each stage is there when the one before it allowed to go
 * on.
 */
import { type FrontMatter, findFrontMatter, readFrontMatter } from './front-matter.ts';
import { type Header, readHeader } from './header.ts';
import { type Outline, readOutline } from './outline.ts';
import { readSource, type Source } from './source.ts';

export interface PlanDocument {
  source: Source;
  front?: FrontMatter;
  header?: Header;
  outline?: Outline;
}

/** In characters. Nobody reads a longer line, and parsers take their time over one. */
export const MAX_LINE = 10_000;

/** Never throws, whatever the bytes are. */
export function readDocument(bytes: Uint8Array, path: string): PlanDocument {
  const source = readSource(bytes, path);
  const found = findFrontMatter(source.lines);
  if (typeof found === 'string' || source.lines.some((line) => line.length > MAX_LINE)) return { source };
  const outline = readOutline(source, found.close + 1);
  const front = readFrontMatter(source);
  if (!front) return { source, outline };
  const header = front.yaml.errors.length === 0 ? readHeader(front) : undefined;
  return { source, front, ...(header && { header }), outline };
}
