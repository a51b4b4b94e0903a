import { isLiteral } from '../../outcomes/paths.ts';
import { isLocked, protectedReason } from '../../outcomes/protected.ts';
import { eachPath } from './each-path.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

const withPath = (path: string) =>
  example({ phases: `  - id: build\n    paths: [${path}]\n    verify: [npm test]\n` });

export const rule = defineRule({
  code: 'protected-path',
  title: 'A path that unlocks a protected file',
  doc: 'Workflows, manifests, lock files, test-runner and agent configuration and their like can be changed only by a phase that names the file itself (trust rule T17). This note shows each of them to whoever approves.',
  good: [example(), withPath("'**'")],
  bad: [{ plan: withPath('package.json'), at: [6, 13] }],
  locked: true,
  *check(document) {
    for (const { path, phase, place } of eachPath(document)) {
      const reason = isLiteral(path) && !isLocked(path) ? protectedReason(path) : undefined;
      if (reason === undefined) continue;
      yield {
        ...place(),
        phase,
        message: `\`${path}\` is protected (${reason}), and this line unlocks it.`,
        fix: 'Keep it only if the phase must change this file.',
      };
    }
  },
});
