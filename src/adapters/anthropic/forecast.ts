/** What the next call will read, and how much of it a prompt cache will serve; budgets are checked against it. */
import type { Clock } from '../../ports/clock.ts';
import type { ComingCall, Conversation, Usage } from '../../ports/model.ts';

/** Characters of a token, on the careful side. */
const CHARACTERS = 3;
/** A cache entry lives this long after its last use: five minutes, less a margin for the call itself. */
const CACHE_LIFE = 4.5 * 60_000;

export class Forecast {
  readonly #fixed: number;
  #tokens: number;
  #cached = 0;
  #at = 0;
  readonly #clock: Clock;

  constructor({ system, prompt, task = '', tools }: Conversation, clock: Clock) {
    const definitions = tools.map(({ name, description, input }) => ({ name, description, input }));
    this.#fixed = estimate(system + JSON.stringify(definitions));
    this.#tokens = this.#fixed + estimate(prompt + task);
    this.#clock = clock;
  }

  /** Something goes along with the next call. */
  adds(text: string): void {
    this.#tokens += estimate(text);
  }

  /** An answer came, with the true counts up to it. */
  answered(usage: Usage): void {
    this.#cached = usage.cacheRead + usage.cacheWrite;
    this.#tokens = this.#cached + usage.input + usage.output;
    this.#at = this.#clock.elapsed();
  }

  /** The conversation begins anew with this. */
  restart(tokens: number, text: string): void {
    this.#cached = 0;
    this.#tokens = this.#fixed + tokens + estimate(text);
  }

  coming(): Omit<ComingCall, 'turns'> {
    const alive = this.#clock.elapsed() - this.#at < CACHE_LIFE;
    return { inputTokens: this.#tokens, cachedTokens: alive ? this.#cached : 0 };
  }
}

const estimate = (text: string): number => Math.ceil(text.length / CHARACTERS);
