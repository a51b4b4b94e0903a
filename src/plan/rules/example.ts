/** The smallest plan that has no problem, with places to put something else in: the examples of the rules. */

interface Parts {
  /** Lines of the front matter between `id` and `phases`. */
  head?: string;
  id?: string;
  phases?: string;
  title?: string;
  /** Text below the title. */
  body?: string;
  sections?: string;
}

const PHASES = `  - id: build
    paths: [src/slug.ts]
    verify: [npm test]
`;

const SECTIONS = `## Phase build: Write it

Titles become slugs.

- [ ] Two titles that differ only in case give the same slug
`;

export function example({
  head = '',
  id = 'slugs',
  phases = PHASES,
  title = '# Make slugs',
  body = '',
  sections = SECTIONS,
}: Parts = {}): string {
  const above = [title, body].filter((text) => text !== '').join('\n\n');
  return `---\nplanfile: 1\nid: ${id}\n${head}phases:\n${phases}---\n\n${above}\n\n${sections}`;
}
