import { workText } from '../../models/which-model.ts';
import { example } from './example.ts';
import { isStrong } from './models.ts';
import { defineRule } from './rule.ts';

/** Whole words, in any case, with their endings. */
const WORDS = [
  'decid',
  'choos',
  'compar',
  'weigh',
  'design',
  'investigat',
  'find out',
  'diagnos',
  'debug',
  'bisect',
  'research',
  'evaluat',
  'why',
  'root cause',
  'cause',
  'trade-off',
  'propos',
  'assess',
  'analy[sz]',
  'prove',
];
const DECIDES = new RegExp(`(?<!\\w)(?:${WORDS.join('|')})`, 'i');

const phases =
  '  - id: build\n    models: {executor: opus}\n    paths: [docs/choice.md]\n    verify: [npm test]\n';
const section = (text: string) => `## Phase build: Write it\n\n${text}\n\n- [ ] It is there\n`;

export const rule = defineRule({
  code: 'idle-strong-model',
  title: 'A strong model where nothing is decided',
  doc: `A phase that names a strong executor and decides, compares or investigates nothing is dearer than it need be.\n\n${workText()}`,
  good: [example({ phases, sections: section('Compare the two parsers and choose one.') })],
  bad: [{ plan: example({ phases, sections: section('Rename the file.') }), at: [6, 24] }],
  measure: `A section with none of these: ${WORDS.map((word) => `\`${word}\``).join(', ')}.`,
  *check({ front, header, outline }) {
    for (const [index, { id, models }] of header?.value?.phases.entries() ?? []) {
      const section = outline?.sections.find((one) => one.id === id);
      if (!isStrong(models?.executor) || !section || DECIDES.test(`${section.title}\n${section.text}`))
        continue;
      yield {
        ...front!.placeAt(['phases', index, 'models', 'executor']),
        phase: id,
        message: `Phase \`${id}\` runs on a strong model and decides nothing.`,
        fix: 'Leave it to the default, or say what is to be decided.',
      };
    }
  },
});
