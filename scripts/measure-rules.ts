/**
 * Writes docs/reference/rule-measures.md: what the rules about wording and size hit, on the examples of the
 * spec and on fifty documents of packages in the lock file, each document taken as the section of one phase
 * for a fast model. Whether a hit is right was judged by people.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { markdownFiles } from '../bench/plans/hostile.ts';
import { readPlan } from '../src/plan/read.ts';
import { RULES } from '../src/plan/rules/index.ts';

/** Of hits on other people's documents: the words, and whether something was left open there. */
const JUDGED: Record<string, boolean> = { TODO: true, 'or something similar': false };

const measured = RULES.filter(({ measure }) => measure !== undefined);
const head =
  '---\nplanfile: 1\nid: slugs\nphases:\n  - id: build\n    paths: [src/a.ts]\n    verify: [npm test]\n---\n\n# Title\n\n## Phase build: Write it\n\n';

const examples = readdirSync('plan-spec/examples').map((file) =>
  readFileSync(`plan-spec/examples/${file}`, 'utf8'),
);
const documents = markdownFiles('node_modules', 50).map(
  (text) => head + text.replaceAll(/^(#+) /gm, '##$1 '),
);

const hits = (texts: readonly string[], code: string) =>
  texts.flatMap((text) =>
    readPlan(new TextEncoder().encode(text), 'plans/slugs.md', measured)
      .problems.filter((problem) => problem.code === code)
      .map(({ message }) => message),
  );
const words = documents.reduce((sum, text) => sum + text.split(/\s+/).length, 0);

const rows = measured.map(({ code, measure }) => {
  const found = hits(documents, code);
  const quoted = found.map((message) => /“(.*)”/.exec(message)?.[1]);
  const wrong = quoted.filter((words) => words !== undefined && JUDGED[words] === false);
  const unjudged = quoted.filter((words) => words !== undefined && JUDGED[words] === undefined);
  if (unjudged.length > 0) throw new Error(`judge these: ${unjudged.join(', ')}`);
  return `| \`${code}\` | ${measure!.replaceAll('|', '\\|')} | ${hits(examples, code).length} | ${found.length} | ${wrong.length} |`;
});

writeFileSync(
  'docs/reference/rule-measures.md',
  `<!-- Written by \`node scripts/measure-rules.ts\`. -->
# What the rules about wording and size hit

On the five examples of the spec (which are meant to have none), and on ${documents.length} documents of packages in the lock file (${words.toLocaleString('en')} words), each taken as
the section of one phase that a fast model builds. A long README is no phase, so \`phase-too-large\` is right about each that it hits.

| rule | measure | hits on the examples | hits on the documents | false among them |
|---|---|---|---|---|
${rows.join('\n')}
`,
);
