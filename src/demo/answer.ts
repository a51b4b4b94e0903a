/**
 * Which answer a request gets. Nothing is remembered between requests: the phase is told by its heading, the turn by the
 * history, so that a turn may be sent again and phases may run side by side.
 */
import { type Answer, type Call, type PhaseScript, phases } from './executor.ts';
import { type Block, blocksOf, type Request } from './request.ts';
import { reading, reviews, rulings, verdict } from './reviewer.ts';

export interface Reply {
  text: string;
  calls: readonly (Call & { id: string })[];
}

/** The reply, or why there is none: this replay knows only the example. */
export function answer(request: Request): { reply: Reply } | { unknown: string } {
  const task = blocksOf(request.messages[0]!.content).map(textOf).join('\n');
  const offered = new Set((request.tools ?? []).map(({ name }) => name));
  const turn = request.messages.filter(({ role }) => role === 'assistant').length;

  if (offered.has('finish')) {
    const known = phases.filter(({ heading }) => task.includes(heading));
    if (known.length !== 1) return { unknown: 'the task is no phase of the demo' };
    return { reply: execute(request, known[0]!, turn, offered) };
  }
  const known = reviews.filter(({ file }) => task.includes(`+++ b/${file}`));
  if (known.length === 0) return { unknown: 'it is neither a phase nor a change of the demo' };
  const second = task.includes('\nTake a second look.');
  const calls = reading(known).filter(({ tool }) => offered.has(tool));
  return turn === 0 && calls.length > 0
    ? { reply: withIds('review', turn, { say: 'I read the files whole, not only the diff.', calls }) }
    : { reply: { text: JSON.stringify(second ? rulings(known) : verdict(known)), calls: [] } };
}

function execute(request: Request, script: PhaseScript, turn: number, offered: ReadonlySet<string>): Reply {
  const possible = script.answers
    .map((one) => ({ ...one, calls: one.calls.filter(({ tool }) => offered.has(tool)) }))
    .filter(({ calls }) => calls.length > 0);
  const next = possible[turn];
  const because = next
    ? unexpected(request, next, possible[turn - 1])
    : 'The answers that were written for this demo are used up.';
  return because === undefined
    ? withIds(script.heading, turn, next!)
    : withIds(script.heading, turn, {
        say: 'This is not how the demo goes.',
        calls: [{ tool: 'escalate', input: { because, proposal: 'Run the demo with --live and a key.' } }],
      });
}

/** Why the scripted answer would pretend: the tools answered otherwise than it takes for granted. */
function unexpected(request: Request, { needs }: Answer, before: Answer | undefined): string | undefined {
  const results = blocksOf(request.messages.at(-1)!.content).filter(({ type }) => type === 'tool_result');
  if (needs !== undefined) {
    const found = results.some((one) => textOf(one).includes(needs));
    return found ? undefined : `No tool answered with “${needs}”, which happens in the demo at this place.`;
  }
  const failed = before?.optional ? undefined : results.find((one) => one.is_error);
  return failed && `A tool failed that works in the demo: ${textOf(failed).slice(0, 500)}`;
}

function withIds(name: string, turn: number, { say, calls }: Answer): Reply {
  const slug = name.toLowerCase().replaceAll(/[^a-z]+/g, '_');
  return {
    text: say,
    calls: calls.map((call, index) => ({ ...call, id: `toolu_${slug}_${turn}_${index}` })),
  };
}

function textOf(block: Block): string {
  const { text, content } = block as { text?: unknown; content?: unknown };
  if (typeof text === 'string') return text;
  if (typeof content === 'string') return content;
  return Array.isArray(content) ? content.map((one: Block) => textOf(one)).join('\n') : '';
}
