import { alternatives } from '../../outcomes/paths.ts';
import { eachPath } from './each-path.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

const withPath = (path: string) =>
  example({ phases: `  - id: build\n    paths: ['${path}']\n    verify: [npm test]\n` });

export const rule = defineRule({
  code: 'paths-too-wide',
  title: 'Paths that leave everything open',
  doc: '`paths` is the border that people approve. A pattern that names no folder and no kind of file is no border.',
  good: [withPath('src/**'), withPath('**/*.md')],
  bad: [
    { plan: withPath('**'), at: [6, 13] },
    { plan: withPath('*/**'), at: [6, 13] },
    { plan: withPath('**/*.*'), at: [6, 13] },
  ],
  measure: 'A pattern is too wide when it has no letter and no digit.',
  *check(document) {
    for (const { path, phase, place } of eachPath(document)) {
      if (alternatives(path).every((one) => /[\p{L}\p{N}]/u.test(one))) continue;
      yield {
        ...place(),
        phase,
        message: `\`${path}\` names almost everything.`,
        fix: 'Name the folders that are meant.',
      };
    }
  },
});
