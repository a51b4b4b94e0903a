/** Plans as a repository would have them: eight phases, about 6 kB, each with its own words. */

const WORDS =
  'the router takes a slug and gives the page that has it or the answer 404 when there is none so that old links go on to work'.split(
    ' ',
  );

export function* corpus(count: number): Generator<Uint8Array> {
  for (let plan = 0; plan < count; plan++) yield new TextEncoder().encode(planText(plan));
}

function planText(plan: number): string {
  const phases = Array.from({ length: 8 }, (_, index) => index);
  const entries = phases.map(
    (index) =>
      `  - id: phase-${letters(index)}\n${index > 0 ? `    needs: [phase-${letters(index - 1)}]\n` : ''}` +
      `    paths: [src/part-${index}/**, test/part-${index}/*.test.ts]\n    verify: [npm run types, npm test]\n` +
      '    budget: {usd: 1.5, turns: 60, minutes: 15}\n',
  );
  const sections = phases.map(
    (index) =>
      `## Phase phase-${letters(index)}: Build part ${index}\n\n${prose(plan + index, 60)}\n\n\`\`\`ts\nexport const part = ${index};\n\`\`\`\n\n` +
      `${prose(plan * 7 + index, 25)} See \`src/part-${index}/index.ts\`.\n\n- [ ] ${prose(index, 10)}\n- [ ] ${prose(index + 3, 12)}\n- [x] ${prose(index + 5, 8)}\n`,
  );
  return `---\nplanfile: 1\nid: plan-${letters(plan)}\nbudget: {usd: 20}\nphases:\n${entries.join('')}---\n\n# Make part ${plan}\n\n${prose(plan, 120)}\n\n${sections.join('\n')}`;
}

/** Ids may not look alike, so they have no digits. */
const letters = (number: number): string =>
  [...number.toString(26)].map((digit) => 'abcdefghjkmnpqrstuvwxyzefg'[Number.parseInt(digit, 26)]).join('');

const prose = (seed: number, words: number): string =>
  Array.from(
    { length: words },
    (_, index) => WORDS[(seed * 31 + index * (1 + (seed % 5))) % WORDS.length],
  ).join(' ');
