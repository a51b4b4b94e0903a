/** Plans that are made to hurt whoever reads them: deep, long, full of what parsers look twice at. */

export const head =
  '---\nplanfile: 1\nid: slugs\nphases:\n  - id: build\n    paths: [src/a.ts]\n---\n\n# Title\n\n';
const wrap = (text: string) => text.replaceAll(/[^\n]{9000}/g, '$&\n');
const fill = (unit: string, size = 250_000) => `${head}${wrap(unit.repeat(Math.floor(size / unit.length)))}`;
const yaml = (lines: string) => head.replace('phases:', `${wrap(lines)}\nphases:`);

export const hostilePlans: Record<string, string> = {
  'nested lists': fill('- ', 20_000),
  'nested quotations': fill('>', 10_000),
  brackets: fill('[\n'),
  emphasis: fill('*a_'),
  setext: fill('a\n-\n'),
  'list items': fill('- a\n'),
  tables: fill('|a|\n|-|\n\n'),
  entities: fill('&#8203;'),
  headings: fill('## Phase a: b\n'),
  'alias bomb': yaml(
    `a: &a [x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(8)}]`).join('\n')}`,
  ),
  'YAML keys': yaml(Array.from({ length: 3_000 }, (_, index) => `k${index}: 1`).join('\n')),
  'YAML errors': yaml(': : :\n'.repeat(5_000)),
  'a line of a megabyte': `${head}${'a'.repeat(1_000_000)}`,
  'a file of 5 MB': `${head}${'a line of text\n'.repeat(350_000)}`,
};
