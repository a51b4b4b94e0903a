/** docs/reference/which-model.md: the one text that the planner, the rules and people are told. */
import { workText } from '../../src/models/which-model.ts';

export const whichModelPage = (): string =>
  [
    '<!-- Generated from src/models/which-model.ts by `npm run generate`. -->',
    '# Which work deserves which model',
    'A plan says of each phase what it is; the planner is told the same words.',
    workText(),
    'In a plan, a phase that decides names its executor: `models: {executor: opus}`. The policy says which models the roles are, with which effort, and who goes on when a phase does not pass (`ladder`). A strong model at low effort is sometimes cheaper than a fast one that tries again and again: `planfile report` tells what a completed phase cost.',
  ]
    .join('\n\n')
    .concat('\n');
