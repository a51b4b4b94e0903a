/**
 * Progress of a step in a process of its own, sent over the channel to the `run` that started it and shows all of them. What arrives
 * is read as data: whoever sends it works for a model.
 */
import { z } from 'zod';
import type { Progress } from '../ports/progress.ts';

const number = z.number().min(0);
const toolLine = z.strictObject({
  phase: z.string(),
  tool: z.string(),
  target: z.string(),
  ok: z.boolean(),
  seconds: number,
  turns: number,
  usd: number,
  mostUsd: number,
});
const sessionNow = z.strictObject({
  phase: z.string(),
  doing: z.string(),
  turns: number,
  mostTurns: number,
  tokens: number,
  usd: number,
  mostUsd: number,
});

const message = z.discriminatedUnion('progress', [
  z.strictObject({ progress: z.literal('step'), name: z.string(), detail: z.string().optional() }),
  z.strictObject({ progress: z.literal('tool'), call: toolLine }),
  z.strictObject({ progress: z.literal('note'), text: z.string() }),
  z.strictObject({ progress: z.literal('now'), state: sessionNow }),
  z.strictObject({ progress: z.literal('end') }),
]);
type Message = z.infer<typeof message>;

/** For the step: whatever it tells goes to `send`. */
export const sentProgress = (send: (message: Message) => unknown): Progress => ({
  step: (name, detail) => void send({ progress: 'step', name, ...(detail !== undefined && { detail }) }),
  tool: (call) => void send({ progress: 'tool', call }),
  note: (text) => void send({ progress: 'note', text }),
  now: (state) => void send({ progress: 'now', state }),
  end: () => void send({ progress: 'end' }),
});

/** For who shows it. What is no progress is left aside. */
export function hearProgress(heard: unknown, progress: Progress): void {
  const read = message.safeParse(heard);
  if (!read.success) return;
  const told = read.data;
  if (told.progress === 'step') progress.step(told.name, told.detail);
  else if (told.progress === 'tool') progress.tool(told.call);
  else if (told.progress === 'note') progress.note(told.text);
  else if (told.progress === 'now') progress.now?.(told.state);
  else progress.end?.();
}
