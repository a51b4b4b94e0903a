/** Fills the named slots of a prompt file. Pure, and total: a slot left over or a value nobody asked for is our own mistake. */
import { createHash } from 'node:crypto';

const SLOT = /\{\{([a-z][a-z-]*)\}\}/g;

/** Values go in literally and are not looked at again, so text that looks like a slot stays text. */
export function render(template: string, values: Readonly<Record<string, string>>): string {
  const asked = new Set([...template.matchAll(SLOT)].map(([, name]) => name!));
  const missing = [...asked].filter((name) => !Object.hasOwn(values, name));
  const strange = Object.keys(values).filter((name) => !asked.has(name));
  if (missing.length > 0) throw new Error(`no value for the slots ${missing.join(', ')}`);
  if (strange.length > 0) throw new Error(`no slots for the values ${strange.join(', ')}`);
  return template.replace(SLOT, (_, name: string) => values[name]!);
}

/**
 * Text that others wrote, between marks that it cannot contain: they carry a hash of the very text. What stands between
 * them is data, whatever it says of itself (trust.md T1). The same text gives the same marks, so a prefix stays byte-stable.
 */
export function fence(label: string, text: string): string {
  let mark = hash(text);
  while (text.includes(mark)) mark = hash(mark + text);
  return `<${label} ${mark}>\n${text}${text.endsWith('\n') ? '' : '\n'}</${label} ${mark}>`;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
