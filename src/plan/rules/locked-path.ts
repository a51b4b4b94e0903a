import { alternatives } from '../../outcomes/paths.ts';
import { isLocked } from '../../outcomes/protected.ts';
import { eachPath } from './each-path.ts';
import { example } from './example.ts';
import { defineRule } from './rule.ts';

const withPath = (path: string) =>
  example({ phases: `  - id: build\n    paths: ['${path}']\n    verify: [npm test]\n` });

export const rule = defineRule({
  code: 'locked-path',
  title: 'A path that no phase may change',
  doc: "git's own folder, plans and Planfile's policy are changed by people, never by a phase (trust rule T17). A pattern that also meets other files leaves these out; one that names them is an error.",
  good: [example(), withPath('**/*.md')],
  bad: [
    { plan: withPath('.git/hooks/pre-commit'), at: [6, 13] },
    { plan: withPath('sub/.GIT/**'), at: [6, 13] },
    { plan: withPath('plans/**'), at: [6, 13] },
    { plan: withPath('PLAN.md'), at: [6, 13] },
    { plan: withPath('.github/{planfile,other}.yml'), at: [6, 13] },
  ],
  locked: true,
  *check(document) {
    for (const { path, phase, place } of eachPath(document)) {
      if (!alternatives(path).some(namesLocked)) continue;
      yield {
        ...place(),
        phase,
        message: `\`${path}\` names what no phase may change.`,
        fix: 'Take it out; people change it in a pull request of their own.',
      };
    }
  },
});

/**
 * Signs stand for a letter here, and a folder for a plan in it: a pattern that starts in a locked place names
 * it.
 */
function namesLocked(pattern: string): boolean {
  const written = pattern.split('/').filter((segment) => segment !== '**');
  const sample = written.join('/').replaceAll(/[*?]+/g, 'x');
  return (
    isLocked(sample) || (/^plans(?:\/|$)/i.test(pattern) && isLocked(`plans/x.md`) && !/\.\w+$/.test(sample))
  );
}
