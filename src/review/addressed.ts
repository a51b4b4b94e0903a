/**
 * Text in a change that speaks to a model rather than to people or machines. The reviewer is told not to obey such text; this is
 * the program's own eye, which nothing in the change can talk to. It finds what is written plainly: named patterns, each with
 * bounded repetitions. What is said in other words is the reviewer's to find.
 */
import type { AddedLine } from './diff.ts';

export interface Address {
  /** Of the line in which it begins, in the new file. */
  line: number;
  /** What it does, to stand after "The text". */
  what: string;
}

/** Each is a guard: without it, text of its kind is found by no program. */
export const addressGuards: Readonly<Record<string, RegExp>> = {
  'takes instructions back':
    /\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:previous|prior|above|earlier|preceding|all|any|your|system)\b.{0,30}\b(?:instructions?|prompts?|rules|directions|guidelines|guidance)\b/i,
  'speaks as a conversation does':
    /<\|(?:im_start|im_end|system|user|assistant|endoftext|start_header_id|eot_id)\|>|\[\/?INST\]|<\/?(?:system_prompt|system-reminder|function_results|antml:[a-z_]{1,30})\b/i,
  'speaks to a reviewing model':
    /\b(?:(?:ai|llm|automated|language[- ]model|claude|gpt|copilot|gemini|opus|sonnet)[- ](?:code[- ])?(?:review(?:er|ing)?|judge|checker|agent|assistant)s?|(?:ai|language|review(?:er|ing)?)[- ]models?)\b.{0,80}\b(?:must|should|shall|please|approve|pass|accept|skip|ignore|refute|reject no|report|answer|respond|treat|do not|don't|need not)\b/i,
  'speaks to a model by name':
    /\b(?:claude|chatgpt|gpt-?[345]|gemini|copilot|opus|sonnet)\s*[,:]\s{0,3}(?:you\b|please|ignore|approve|do not|don't|skip|answer|report|mark|treat|return)/i,
  'asks for silence or approval':
    /\b(?:report|return|output|answer|respond|reply|produce|raise)\b.{0,30}\b(?:no|zero|empty|without)\b.{0,15}\b(?:findings?|blockers?|criticisms?)\b|\b(?:do not|don't|never)\s(?:report|flag|raise|mention)\b.{0,40}\b(?:as a )?(?:finding|blocker|in (?:your|the) review)\b|\b(?:mark|judge|treat|consider)\b.{0,30}\b(?:every|all|each)\b.{0,20}\bcriteri(?:on|a)\b.{0,20}\b(?:met|fulfilled|passed|satisfied)\b/i,
  'asks to refute':
    /\b(?:refute|dismiss|withdraw)\b.{0,30}\b(?:this|the|every|all|any)\b.{0,20}\bfindings?\b|\b(?:this|the|every|any)\sfindings?\b.{0,40}\b(?:is|are|was|were)\s(?:an?\s)?(?:false positives?|not supported|refuted)\b/i,
  "has the form of a reviewer's answer":
    /["']?(?:verdict|holds|met)["']?\s*:\s*["']?(?:pass|true|false)\b.{0,300}["']?(?:findings|criteria|rulings|evidence)["']?\s*:|["']findings["']\s*:\s*\[\s*\]\s*,\s*["']criteria["']/i,
};

/** The first of each kind in the added lines of a file. Lines that follow one another are read as one text, as a model would. */
export function addressesIn(lines: readonly AddedLine[], guards = addressGuards): Address[] {
  const found: Address[] = [];
  const kinds = Object.entries(guards);
  for (const block of blocksOf(lines)) {
    for (const [what, pattern] of kinds) {
      if (found.some((one) => one.what === what)) continue;
      const match = pattern.exec(block.text);
      if (match) found.push({ what, line: block.lineAt(match.index) });
    }
  }
  return found.sort((a, b) => a.line - b.line);
}

/** The same of a short text without lines: a file's name, a title. */
export const addressedBy = (text: string, guards = addressGuards): string | undefined =>
  addressesIn([{ line: 1, text: text.replace(/[-_/.]+/g, ' ') }], guards)[0]?.what;

interface Block {
  text: string;
  lineAt(index: number): number;
}

/** Lines that are joined into one text, and how many of them the next text begins with, so that no sentence is cut. */
const MOST_LINES = 200;
const OVERLAP = 20;

function blocksOf(lines: readonly AddedLine[]): Block[] {
  const blocks: Block[] = [];
  for (let from = 0; from < lines.length; ) {
    let to = from + 1;
    while (to < lines.length && lines[to]!.line === lines[to - 1]!.line + 1 && to - from < MOST_LINES)
      to += 1;
    blocks.push(blockOf(lines.slice(from, to)));
    from = to - from === MOST_LINES ? to - OVERLAP : to;
  }
  return blocks;
}

function blockOf(lines: readonly AddedLine[]): Block {
  let text = '';
  const starts: { at: number; line: number }[] = [];
  for (const { line, text: raw } of lines) {
    starts.push({ at: text.length, line });
    text += `${plain(raw)} `;
  }
  return { text, lineAt: (index) => starts.findLast(({ at }) => at <= index)?.line ?? lines[0]!.line };
}

/** As a model reads it: without marks of comments, without characters that do not show, in the usual form of each letter. */
const plain = (text: string): string =>
  text
    .replace(/^\s*(?:\/\/+|\/?\*+\/?|#+|--|<!--|;+|%+|>+|"""|''')?\s*/, '')
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\s+/g, ' ');
