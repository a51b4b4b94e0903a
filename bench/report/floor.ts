/** The floor: the same records and documents read out of git, each line and each document through its parser, nothing kept. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import MarkdownIt from 'markdown-it';
import { parseDocument } from 'yaml';

const folder = process.argv[2]!;
const git = (args: string[], input = ''): Buffer =>
  execFileSync('git', ['-C', folder, ...args], { input, maxBuffer: 1e9 });
const batch = (names: readonly string[]): string[] => {
  const out = git(['cat-file', '--batch', '--buffer'], `${names.join('\n')}\n`);
  const texts: string[] = [];
  for (let at = 0; at < out.length; ) {
    const end = out.indexOf(10, at);
    const size = Number(out.toString('latin1', at, end).split(' ')[2]);
    texts.push(out.toString('utf8', end + 1, end + 1 + size));
    at = end + 2 + size;
  }
  return texts;
};
const refs = git(['for-each-ref', '--format=%(refname)', 'refs/planfile/', 'refs/heads/plan/'])
  .toString()
  .trim()
  .split('\n');
const ids = refs.filter((ref) => ref.startsWith('refs/planfile/'));
let steps = 0;
for (const text of batch(ids.map((ref) => `${ref}:record.jsonl`))) {
  for (const line of text.trimEnd().split('\n')) steps += JSON.parse(line) ? 1 : 0;
}
const documents = git(['ls-tree', '--format=%(objectname)', 'HEAD', 'plans/']).toString().trim().split('\n');
const markdown = new MarkdownIt('default', { html: true });
let plans = 0;
for (const text of batch(documents)) {
  const close = text.indexOf('\n---\n', 3);
  const yaml = parseDocument(text.slice(4, close + 1), { version: '1.2', schema: 'core' });
  if (yaml.errors.length === 0 && markdown.parse(text.slice(close + 5), {}).length > 0) plans += 1;
}
const { userCPUTime, systemCPUTime } = process.resourceUsage();
// Of this process alone: what getrusage says is its parent's as well.
const kilobytes = Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0);
console.log(JSON.stringify({ kilobytes, cpu: (userCPUTime + systemCPUTime) / 1_000, plans, steps }));
