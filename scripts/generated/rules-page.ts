/** docs/reference/rules.md: every code with its page. */
import { pageOf } from '../../src/plan/page.ts';
import { CODES } from '../../src/plan/problem.ts';

export function rulesPage(): string {
  const codes = Object.keys(CODES);
  const pages = codes.map((code) => pageOf(code)!.replace(/^# .*$/m, (heading) => `#${heading}`));
  return [
    '<!-- Generated from src/plan/rules/ by `npm run generate`. -->',
    '# Rules',
    '',
    'What `validate` reports, in groups: the file, its YAML, its keys, its body, hidden text, advice. `planfile explain <code>` prints one.',
    '',
    '| code | severity |',
    '|---|---|',
    ...Object.entries(CODES).map(([code, severity]) => `| \`${code}\` | ${severity} |`),
    '',
    ...pages,
  ].join('\n');
}
