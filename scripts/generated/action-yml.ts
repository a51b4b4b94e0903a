/** action.yml, from the table of inputs. */
import { stringify } from 'yaml';
import { inputs, outputs } from '../../src/entries/inputs.ts';

export function actionYml(): string {
  const action = {
    name: 'Planfile',
    description:
      'Plans as code for AI-written changes: checks the plans of a repository, and tells where they stand.',
    author: 'the Planfile authors',
    branding: { icon: 'check-square', color: 'blue' },
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([name, input]) => [name, { ...input, required: false }]),
    ),
    outputs,
    runs: { using: 'node24', main: 'dist/action.js' },
  };
  return `# Generated from src/entries/inputs.ts by \`npm run generate\`.\n${stringify(action, { lineWidth: 110 })}`;
}
