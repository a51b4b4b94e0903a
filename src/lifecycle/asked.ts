/** What was asked of the forge: its answer, or why there is none. Never a default in its place (trust.md T8). */
export type Asked<T> = { known: T } | { unknown: string };

export type Verdict = 'holds' | 'does-not-hold' | 'undecided';

/** Why a piece of evidence is not believed, or cannot be. */
export interface Doubt {
  verdict: Exclude<Verdict, 'holds'>;
  code: string;
  why: string;
}

export const no = (code: string, why: string): Doubt => ({ verdict: 'does-not-hold', code, why });
export const unasked = (code: string, why: string): Doubt => ({ verdict: 'undecided', code, why });
