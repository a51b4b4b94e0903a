/** Reads the files of the suite; nothing here knows our code. */
import { readdirSync, readFileSync } from 'node:fs';

export type Part = string | { text: string; times: number };
export type Content = { plan: Part[] } | { base64: string };

export const specFolder = new URL('../../plan-spec/', import.meta.url);

export function read<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, specFolder), 'utf8')) as T;
}

export function names(folder: string): string[] {
  return readdirSync(new URL(folder, specFolder)).sort();
}

export function bytesOf(content: Content): Uint8Array {
  if ('base64' in content) return Uint8Array.from(Buffer.from(content.base64, 'base64'));
  const parts = content.plan.map((part) => (typeof part === 'string' ? part : part.text.repeat(part.times)));
  return new TextEncoder().encode(parts.join(''));
}
