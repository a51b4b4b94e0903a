/** Questions to the forge whose failure is an answer: nobody could tell. What is wrong with the call itself stays a fault. */
import type { Asked } from '../lifecycle/asked.ts';
import { Fault } from '../ports/fault.ts';

export async function ask<T>(question: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { known: await question() };
  } catch (error) {
    if (error instanceof Fault && (error.kind === 'undecided' || error.kind === 'service'))
      return { unknown: error.message };
    throw error;
  }
}

/** Each question is asked once for all that depend on its answer. */
export function once<K, T>(question: (key: K) => Promise<T>): (key: K) => Promise<T> {
  const asked = new Map<K, Promise<T>>();
  return (key) => {
    const known = asked.get(key) ?? question(key);
    asked.set(key, known);
    return known;
  };
}
