/** The floor: the same bytes through the same two parsers and a hash, nothing kept, nothing checked. */
import { createHash } from 'node:crypto';
import MarkdownIt from 'markdown-it';
import { parseDocument } from 'yaml';
import { corpus } from './corpus.ts';

const markdown = new MarkdownIt('default', { html: true });
const count = Number(process.argv[2]);
let parsed = 0;
for (const bytes of corpus(count)) {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const close = text.indexOf('\n---\n', 3);
  const yaml = parseDocument(text.slice(4, close + 1), { version: '1.2', schema: 'core' });
  const tokens = markdown.parse(text.slice(close + 5), {});
  createHash('sha256').update(text).digest('hex');
  if (yaml.errors.length === 0 && tokens.length > 0) parsed += 1;
}
if (parsed !== count) throw new Error(`${parsed} parsed`);
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
console.log(JSON.stringify({ kilobytes: maxRSS, cpu: (userCPUTime + systemCPUTime) / 1_000 }));
