/**
 * The page of a code, in markdown: what `explain` prints and what the reference shows. From the rule's own
 * examples.
 */
import { CODES, type ProblemCode } from './problem.ts';
import { RULES } from './rules/index.ts';
import type { Rule } from './rules/rule.ts';

/** Codes that no rule over one document reports. */
const OTHERS: readonly Pick<Rule, 'code' | 'title' | 'doc' | 'locked'>[] = [
  {
    code: 'plan-id-repeated',
    title: 'Two plans with one id',
    doc: "A branch, a record and approvals go by the plan's id, so no two plans of a repository have the same one, or two that look alike. Both files are reported.",
    locked: true,
  },
  {
    code: 'paths-match-nothing',
    title: 'A path that matches nothing yet',
    doc: 'No tracked file is named by this entry of `paths`. That is right for a phase that makes new files, and a slip of the pen otherwise. Phases that are done are not looked at.',
  },
  {
    code: 'allow-unused',
    title: 'An `allow` that silences nothing',
    doc: 'What it was written for is gone. Take the entry out, so that it does not silence something else later.',
  },
  {
    code: 'unreadable',
    title: 'A file that could not be read',
    doc: 'The file is not there, is no regular file, or is no plan for a reason that no other rule names.',
    locked: true,
  },
];

/** Undefined for what is no code. */
export function pageOf(code: string): string | undefined {
  const rule: Partial<Rule> | undefined = [...RULES, ...OTHERS].find((one) => one.code === code);
  if (rule === undefined) return undefined;
  const parts = [`# ${code}: ${rule.title}`, rule.doc, standing(rule.code!, rule.locked === true)];
  if (rule.measure) parts.push(`How it is measured: ${rule.measure}`);
  for (const { plan, at } of rule.bad?.slice(0, 1) ?? [])
    parts.push(`For example, this has the problem at line ${at[0]}, column ${at[1]}:`, fenced(plan));
  for (const plan of rule.good?.slice(0, 1) ?? []) parts.push('And this has not:', fenced(plan));
  return `${parts.join('\n\n')}\n`;
}

function standing(code: ProblemCode, locked: boolean): string {
  const severity = CODES[code];
  if (severity === 'error')
    return `An error: the plan has no digest, so nothing of it can be approved or run. Nothing ${locked ? 'lowers or ' : ''}silences it.`;
  const name = severity === 'note' ? 'A note' : 'A warning';
  if (locked) return `${name} that nothing turns off.`;
  return `${name}. The policy sets its severity (\`rules: {${code}: error}\`), and a plan that means it says so: \`allow: [{rule: ${code}, reason: …}]\`.`;
}

/** Long or binary examples are cut: the page is for reading. Hidden characters are written out. */
function fenced(plan: string | Uint8Array): string {
  if (typeof plan !== 'string') return '(bytes that are not UTF-8)';
  const shown = plan.length > 2_000 ? `${plan.slice(0, 400)}\n…` : plan;
  const visible = shown.replace(
    /[^\n\t\u0020-\u007e]/gu,
    (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`,
  );
  return `\`\`\`\`markdown\n${visible.trimEnd()}\n\`\`\`\``;
}
