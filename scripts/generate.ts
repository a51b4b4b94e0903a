/**
 * Writes every file that follows from another: action.yml, the reference pages, the published schemas. With `--check` it
 * writes nothing and fails when one of them is stale.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { actionYml } from './generated/action-yml.ts';
import { commandsPage } from './generated/commands-page.ts';
import { embeddedExample } from './generated/demo-example.ts';
import { outcomeSchemaFiles } from './generated/outcome-schemas.ts';
import { pageStyles } from './generated/page-styles.ts';
import { planPage } from './generated/plan-page.ts';
import { policyPage } from './generated/policy-page.ts';
import { rulesPage } from './generated/rules-page.ts';
import { specCases } from './generated/spec-cases.ts';
import { specSchemas } from './generated/spec-schemas.ts';
import { whichModelPage } from './generated/which-model-page.ts';

const files: Record<string, string> = {
  'action.yml': actionYml(),
  'docs/reference/commands.md': commandsPage(),
  'docs/reference/plan.md': planPage(),
  'docs/reference/policy.md': policyPage(),
  'docs/reference/rules.md': rulesPage(),
  'docs/reference/which-model.md': whichModelPage(),
  'src/demo/example.generated.ts': embeddedExample(),
  'src/report/figures/page/styles.generated.ts': pageStyles(),
  ...outcomeSchemaFiles(),
  ...specSchemas(),
  ...specCases(),
};

const check = process.argv.includes('--check');
const stale: string[] = [];
for (const [path, text] of Object.entries(files)) {
  let before: string | undefined;
  try {
    before = readFileSync(path, 'utf8');
  } catch {
    before = undefined;
  }
  if (before === text) continue;
  stale.push(path);
  if (check) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
if (check && stale.length > 0) {
  console.error(`stale: ${stale.join(', ')}\nRun \`npm run generate\` and commit what it writes.`);
  process.exitCode = 1;
} else if (stale.length > 0) {
  console.log(`written: ${stale.join(', ')}`);
}
