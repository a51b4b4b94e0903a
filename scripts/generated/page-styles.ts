/**
 * What the page of `report --html` looks like, as text inside the bundle: its own style sheet, and of Charts.css what bars, columns
 * and legends need.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const CHARTS = dirname(dirname(createRequire(import.meta.url).resolve('charts.css')));

export function pageStyles(): string {
  const own = readFileSync(join(import.meta.dirname, '../../src/report/figures/page/page.css'), 'utf8');
  const { version } = JSON.parse(readFileSync(join(CHARTS, 'package.json'), 'utf8')) as { version: string };
  const licence = readFileSync(join(CHARTS, 'LICENSE'), 'utf8').trim();
  const used = chartRules(readFileSync(join(CHARTS, 'dist/charts.min.css'), 'utf8'));
  const text = `/*! Charts.css ${version}, what is used of it. ${licence.replace(/\s*\n\s*/g, ' ')} */\n${used.join('\n')}\n${own.trim()}`;
  return `// Written by scripts/generated/page-styles.ts from page.css and Charts.css.

export const styles = \`${text.replace(/[\\`]|\$\{/g, '\\$&')}\`;
`;
}

/** Kinds of charts that the page has none of. */
const UNUSED = /\.(?:area|line|pie|radial|polar|radar)\b/;

function chartRules(sheet: string): string[] {
  return topLevel(sheet).flatMap((rule) => {
    const open = rule.indexOf('{');
    const head = rule.slice(0, open);
    if (head.startsWith('@')) return [rule];
    const selectors = head.split(',').filter((selector) => !UNUSED.test(selector));
    return selectors.length > 0 ? [`${selectors.join(',')}${rule.slice(open)}`] : [];
  });
}

function topLevel(sheet: string): string[] {
  const rules: string[] = [];
  let [depth, from] = [0, 0];
  for (const [at, character] of [...sheet].entries()) {
    if (character === '{') depth += 1;
    if (character !== '}') continue;
    depth -= 1;
    if (depth > 0) continue;
    rules.push(sheet.slice(from, at + 1));
    from = at + 1;
  }
  return rules;
}
