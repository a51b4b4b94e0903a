/**
 * Which work deserves the strong model, written down once: the planner is told this, the rule `idle-strong-model` explains itself
 * with it, and docs/reference/which-model.md is made of it.
 */

export interface WorkKind {
  kind: 'decide' | 'build';
  /** Of the model's role: who executes such a phase. */
  by: 'planner' | 'executor';
  title: string;
  when: readonly string[];
  /** What its phase looks like. */
  shape: string;
}

export const WORK: readonly WorkKind[] = [
  {
    kind: 'decide',
    by: 'planner',
    title: 'Deciding',
    when: [
      'the way is open: options have to be found, compared and one of them chosen',
      'the cause is unknown: a fault has to be understood before anybody can mend it',
      'the design of something that others build on: an interface, a schema, a migration',
    ],
    shape:
      'It changes one document and nothing else; phases that build on what it says need it, and wait until its criteria were judged met.',
  },
  {
    kind: 'build',
    by: 'executor',
    title: 'Building',
    when: [
      'what is to be made can be written down whole, and somebody who knows only the plan and the repository could do it',
      'tests for behaviour that is decided, transformations, queries, a known fault with a known cause',
    ],
    shape: 'It names the files, what they must do, and the commands that show it. It decides nothing.',
  },
];

/** As text for a prompt or a page. */
export const workText = (): string =>
  WORK.map(({ kind, title, when, shape }) => `**${title}** (\`${kind}\`): ${when.join('; ')}. ${shape}`).join(
    '\n\n',
  );
