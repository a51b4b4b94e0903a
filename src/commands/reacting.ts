/** A reaction is a courtesy: a locked conversation must not keep a command from being done. */
import { Fault } from '../ports/fault.ts';
import type { RemarkRef } from '../ports/forge.ts';
import type { Ports } from '../ports/ports.ts';

export async function reactTo(
  ref: RemarkRef,
  reaction: 'eyes' | '+1' | '-1' | 'rocket',
  { forge, progress }: Pick<Ports, 'forge' | 'progress'>,
): Promise<void> {
  try {
    await forge.remarks.react(ref, reaction);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    progress.note(error.message);
  }
}
