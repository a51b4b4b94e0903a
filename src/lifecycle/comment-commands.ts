/**
 * What a comment or a review's body commands: `/planfile approve <plan> <digest>`, alone on a line of a plain paragraph. Read as
 * GitHub shows the text, so that what is quoted, shown as code, hidden or brought along by a mail is nobody's word.
 */
import type { Html, Paragraph, RootContent } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { setDigest } from '../plan/digest.ts';

export type CommentCommand =
  | { kind: 'decision'; verb: 'approve' | 'revoke'; plan: string; digest: string }
  /** Meant for us, and says nothing that could be acted on: it is answered with the line that would do. */
  | { kind: 'incomplete'; verb: string; plan: string | undefined; why: IncompleteWhy };

export type IncompleteWhy =
  | 'no-digest'
  | 'digest-too-short'
  | 'not-a-digest'
  | 'too-many-words'
  | 'unknown-verb';

/** Of a digest's 64 digits so many must be named: 128 bits (trust.md T8). */
export const LEAST_DIGITS = 32;
/** More commands than this in one comment are nobody's. */
const MOST = 20;
const MOST_CHARACTERS = 65_536;

const parser = unified().use(remarkParse).use(remarkGfm);

/** In the order in which they stand; the same one twice is one. */
export function commandsIn(body: string): CommentCommand[] {
  const seen = new Set<string>();
  const commands: CommentCommand[] = [];
  for (const line of spokenLines(body)) {
    const command = commandOf(line);
    if (command === undefined || seen.has(line)) continue;
    seen.add(line);
    commands.push(command);
  }
  return commands.slice(0, MOST);
}

/** Does this command name exactly these phases of this plan? What it leaves out of the digest it must not contradict. */
export function names(
  command: CommentCommand,
  verb: 'approve' | 'revoke',
  plan: { id: string; path: string },
  phases: readonly { phase: string; digest: string }[],
): boolean {
  if (command.kind !== 'decision' || command.verb !== verb) return false;
  if (command.plan !== plan.id && command.plan !== plan.path) return false;
  return setDigest(phases.map(({ phase, digest }) => ({ id: phase, digest }))).startsWith(command.digest);
}

/** The line that people paste. */
export const commandLine = (verb: 'approve' | 'revoke', plan: string, digest: string): string =>
  `/planfile ${verb} ${plan} ${digest.slice(0, LEAST_DIGITS)}`;

function commandOf(line: string): CommentCommand | undefined {
  const [name, verb = '', plan, digest, ...more] = line.trim().split(/[ \t]+/);
  if (name !== '/planfile' || OTHER_VERBS.has(verb)) return undefined;
  const incomplete = (why: IncompleteWhy): CommentCommand => ({ kind: 'incomplete', verb, plan, why });
  if (verb !== 'approve' && verb !== 'revoke') return incomplete('unknown-verb');
  if (plan === undefined || digest === undefined) return incomplete('no-digest');
  if (more.length > 0) return incomplete('too-many-words');
  if (!/^[0-9a-f]{1,64}$/.test(digest)) return incomplete('not-a-digest');
  if (digest.length < LEAST_DIGITS) return incomplete('digest-too-short');
  return { kind: 'decision', verb, plan, digest };
}

/** Verbs that another step acts on, and answers. */
const OTHER_VERBS: ReadonlySet<string> = new Set(['execute', 'fix', 'draft', 'review', 'decline']);

/** `/planfile execute <plan> [phase…]`; without phases: everything that is ready. */
export interface ExecuteCommand {
  line: string;
  /** undefined: the line names none. */
  plan: string | undefined;
  phases: string[];
}

/** In the order in which they stand; the same one twice is one. Names are checked by whoever looks for the plan. */
export function executionsIn(body: string): ExecuteCommand[] {
  const lines = spokenLines(body).map((line) => line.trim().split(/[ \t]+/));
  const commands = lines.flatMap(([name, verb, plan, ...phases]): ExecuteCommand[] =>
    name === '/planfile' && verb === 'execute'
      ? [{ line: [name, verb, plan, ...phases].join(' ').trim(), plan, phases: [...new Set(phases)] }]
      : [],
  );
  return commands
    .filter(({ line }, index) => commands.findIndex((one) => one.line === line) === index)
    .slice(0, MOST);
}

/** `/planfile fix [plan] [finding…]`; without findings: all that blocks. Which word is the plan depends on where it is said. */
export interface FixCommand {
  line: string;
  words: string[];
}

/** In the order in which they stand; the same one twice is one. */
export const fixesIn = (body: string): FixCommand[] =>
  [...new Set(spokenLines(body).map((line) => line.trim()))]
    .flatMap((line) => {
      const [name, verb, ...words] = line.split(/[ \t]+/);
      return name === '/planfile' && verb === 'fix' ? [{ line, words: [...new Set(words)] }] : [];
    })
    .slice(0, MOST);

/** `/planfile draft [words…]`: a goal, or a plan's id and what should change in it; without words the issue says what is wanted. */
export interface DraftCommand {
  line: string;
  words: string;
}

/** In the order in which they stand. */
export const draftsIn = (body: string): DraftCommand[] =>
  spokenLines(body)
    .map((line) => line.trim())
    .flatMap((line) => {
      const match = /^\/planfile[ \t]+draft(?:[ \t]+(.*))?$/.exec(line);
      return match ? [{ line, words: (match[1] ?? '').trim() }] : [];
    })
    .slice(0, MOST);

/** `/planfile review`: have this pull request reviewed as it stands. */
export const reviewsIn = (body: string): boolean =>
  spokenLines(body).some((line) => /^\/planfile[ \t]+review[ \t]*$/.test(line));

/** Whole lines that a person wrote as plain text at the top level, before anything that a mail program or HTML brings. */
function spokenLines(body: string): string[] {
  const text = beforeMail(body.replace(/\r\n?/g, '\n').slice(0, MOST_CHARACTERS));
  const blocks = parser.parse(text).children;
  // After an opened tag GitHub may fold away or hide what follows; a comment that is closed hides only itself.
  const html = blocks.findIndex((block) => block.type === 'html' && !isWholeComment(block));
  const open = html === -1 ? blocks : blocks.slice(0, html);
  return open.filter(isParagraph).flatMap((paragraph) => plainLines(paragraph, text));
}

const isParagraph = (block: RootContent): block is Paragraph => block.type === 'paragraph';
const isWholeComment = ({ value }: Html): boolean => /^<!--(?:(?!-->)[\s\S])*-->\s*$/.test(value);

/** Lines of which every character is plain text: nothing of code, links, emphasis or HTML on them. */
function plainLines({ children, position }: Paragraph, text: string): string[] {
  const first = position!.start.line;
  const source = text.split('\n').slice(first - 1, position!.end.line);
  const marked = new Set(
    children.flatMap(({ type, position: place }) =>
      type === 'text' ? [] : between(place!.start.line, place!.end.line),
    ),
  );
  return source.filter((line, index) => !marked.has(first + index) && line.startsWith('/'));
}

const between = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Where an answer by mail begins to repeat what it answers, in the words of common programs, or to sign. */
const MAIL =
  /^(?:.{1,300}\b(?:wrote|writes|schrieb|a écrit|escribió)\b.{0,100}:|-{2,} ?(?:Original Message|Forwarded message) ?-{2,}|_{10,}|From: .+|-- ?)$/im;

function beforeMail(text: string): string {
  const at = text.search(MAIL);
  return at === -1 ? text : text.slice(0, at);
}
