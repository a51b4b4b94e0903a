/**
 * What a model may be told of a plan: the canonical text of a phase, read back. Nothing else of the file
 * reaches a prompt (trust.md T1, T2), so this takes a text and no plan.
 */
import { type PhaseContent, phaseDigest, phaseText } from './digest.ts';

export interface Told extends PhaseContent {
  /** Of the text that this was read from. */
  digest: string;
}

/**
 * Reads a canonical text back. Throws a `TypeError` when the text is not one that `phaseText` writes: it was
 * made or changed elsewhere.
 */
export function toldFrom(text: string): Told {
  const content = JSON.parse(text) as PhaseContent;
  const known =
    content?.planfile === 1 &&
    typeof content.plan?.body === 'string' &&
    typeof content.phase?.section === 'string' &&
    Array.isArray(content.phase.criteria) &&
    Array.isArray(content.needs);
  if (!known || phaseText(content) !== text) throw new TypeError('this is no canonical text of a phase');
  return { ...content, digest: phaseDigest(text) };
}

/** Of a phase that `readPlan` has just made: its text is what `phaseText` wrote, and need not be proved. */
export const toldOf = ({ text, digest }: { text: string; digest: string }): Told => ({
  ...(JSON.parse(text) as PhaseContent),
  digest,
});
