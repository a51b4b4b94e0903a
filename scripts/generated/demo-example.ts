/** The demo's project, and what its plan leads to, as text inside the bundle: they stand as real files in src/demo. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const demo = join(import.meta.dirname, '../../src/demo');

export function embeddedExample(): string {
  return `// Written by scripts/generated/demo-example.ts from the folders beside it.

/** The project as the demo finds it, by path. */
export const before = ${asModule(join(demo, 'example'))};

/** What the three phases leave of the files that they write. */
export const after = ${asModule(join(demo, 'built'))};
`;
}

function asModule(folder: string): string {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: relative(folder, file).replaceAll('\\', '/'), text: readFileSync(file, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return `{\n${entries.map(({ path, text }) => `  '${path}': ${templateLiteral(text)},\n`).join('')}} as const`;
}

/** A template literal keeps the lines, so that the bundle stays readable. */
function templateLiteral(text: string): string {
  return `\`${text.replace(/[\\`]|\$\{/g, '\\$&')}\``;
}
