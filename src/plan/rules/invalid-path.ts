import { patternFault } from '../../outcomes/paths.ts';
import { eachPath } from './each-path.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

const withPath = (path: string) =>
  example({ phases: `  - id: build\n    paths: ['${path}']\n    verify: [npm test]\n` });

export const rule = defineRule({
  code: 'invalid-path',
  title: 'A path that is no path',
  doc: 'A path is relative to the top folder, with slashes, without `.` and `..`. `*`, `?`, `**` (alone between slashes) and `{a,b}` stand for others; all other characters stand for themselves.',
  good: [withPath('src/**/*.{ts,tsx}'), withPath('app/[id]/page.tsx')],
  bad: [
    { plan: withPath('/etc/passwd'), at: [6, 13] },
    { plan: withPath('../other'), at: [6, 13] },
    { plan: withPath('src/'), at: [6, 13] },
    { plan: withPath('src/**.ts'), at: [6, 13] },
    { plan: withPath('!src/a.ts'), at: [6, 13] },
  ],
  locked: true,
  *check(document) {
    for (const { path, phase, place } of eachPath(document)) {
      const fault = patternFault(path);
      if (fault === undefined) continue;
      yield {
        ...place(),
        phase,
        message: `\`${path}\` is no path: ${fault}.`,
        fix: 'Name files from the top folder.',
      };
    }
  },
});
