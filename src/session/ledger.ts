/** Keeps one session's accounts: asks the budget before each call, counts each answer, and warns the model in time. */
import {
  allow,
  type Budget,
  countTokens,
  expectedReads,
  nothingSpent,
  type Spent,
} from '../models/budget.ts';
import { type Metered, totalUsd, usageLines } from '../models/meter.ts';
import { cost } from '../models/prices.ts';
import { defaultModel, type Role } from '../models/roles.ts';
import { noUsage, type Usage } from '../models/usage.ts';
import type { UsageLine } from '../outcomes/header.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConversationHooks } from '../ports/model.ts';

/** What an answer may hold when money is no matter. An answer that is cut off is paid for and lost, so it is generous. */
export const MOST_OUTPUT = 64_000;

/** With this many calls left, the next one included, the model is told to come to an end. */
const WARN_AT = 2;

export interface Advisor {
  /** A full id. */
  model: string;
  /** Of the whole session. */
  uses: number;
}

/** What one advice may say, thinking included: bounded, so that what a consult costs at most is known before. */
export const MOST_ADVICE = 8_192;

export interface LedgerOptions {
  role: Role;
  budget: Budget;
  clock: Clock;
  /** Who may be consulted: what a consult may cost is kept free before each call. */
  advisor?: Advisor | undefined;
  /** What the model is told when few calls are left. */
  warning: (callsLeft: number) => string;
}

export interface Ledger {
  /** For one conversation with the model of this id. All conversations share one budget. */
  hooks(model: string, mayConsult: boolean): Pick<ConversationHooks, 'beforeCall' | 'onTurn' | 'onLost'>;
  /** What is left of the budget. */
  left(): Pick<Budget, 'usd' | 'turns' | 'minutes'>;
  turns(): number;
  seconds(): number;
  /** US dollars so far, by the prices that the budget is held with. */
  usd(): number;
  /** Of all kinds and models together. */
  tokens(): number;
  usage(): UsageLine[];
  /** How often the advisor was consulted. */
  consults(): number;
  /** The budget gave the last call less than a whole answer. */
  tight(): boolean;
  /** The last that answered, as it named itself; null before the first answer. */
  model(): string | null;
  notes(): string[];
}

export function ledger({ role, budget, clock, advisor, warning }: LedgerOptions): Ledger {
  const began = clock.elapsed();
  const calls: Metered[] = [];
  let spent: Spent = nothingSpent;
  let turns = 0;
  let last: string | null = null;
  let consults = 0;
  let tight = false;
  let unpriced: string | undefined;

  // Where nobody knows a price, the budget holds as if the dearest of our models answered: better too little than too much.
  const price = (name: string, usage: Usage): number => {
    const usd = cost(name, usage);
    if (usd === null) unpriced = name;
    return usd ?? cost(defaultModel('planner'), usage) ?? 0;
  };
  const seconds = () => (clock.elapsed() - began) / 1000;
  const count = (made: readonly Metered[]): void => {
    calls.push(...made);
    const lastUsd = made.reduce((sum, call) => sum + price(call.model, call.usage), 0);
    const tokens = made.reduce((sum, call) => sum + countTokens(call.usage), 0);
    spent = { ...spent, usd: spent.usd + lastUsd, tokens: spent.tokens + tokens, lastUsd };
  };

  /** It reads all that was said so far; nothing of it is in its own cache. */
  const priceOfConsult = (inputTokens: number): number =>
    advisor ? price(advisor.model, { ...noUsage, input: inputTokens, output: MOST_ADVICE }) : 0;

  function hooks(model: string, mayConsult: boolean): ReturnType<Ledger['hooks']> {
    let answered: string | undefined;
    let warned = false;
    let withdrawn = !mayConsult;
    return {
      beforeCall({ inputTokens, cachedTokens }) {
        const ask = (kept: number) =>
          allow(
            { ...budget, usd: budget.usd - kept },
            // What the last call cost says nothing of another model's next.
            { ...spent, turns, seconds: seconds(), lastUsd: answered === undefined ? 0 : spent.lastUsd },
            {
              reads: expectedReads(inputTokens, cachedTokens),
              most: MOST_OUTPUT,
              price: (usage) => price(answered ?? model, usage),
            },
          );
        const withConsult = withdrawn ? undefined : ask(priceOfConsult(inputTokens));
        const withdrawAdvisor =
          withConsult !== undefined && (consults >= (advisor?.uses ?? 0) || 'stop' in withConsult);
        withdrawn ||= withdrawAdvisor;
        const allowed = withdrawn || withConsult === undefined ? ask(0) : withConsult;
        if ('stop' in allowed) return { stop: `the budget is used up: ${allowed.stop}` };
        tight = allowed.maxTokens < MOST_OUTPUT;
        const tells = !warned && allowed.callsLeft <= WARN_AT;
        warned ||= tells;
        return {
          maxTokens: allowed.maxTokens,
          ...(tells && { tell: warning(allowed.callsLeft) }),
          ...(withdrawAdvisor && { withdrawAdvisor }),
        };
      },
      onTurn({ model: name, usage, others }) {
        turns += 1;
        answered = name;
        last = name;
        consults += others.length;
        count([
          { role, model: name, usage },
          ...others.map((other): Metered => ({ role: 'advisor', model: other.model, usage: other.usage })),
        ]);
      },
      onLost(name, usage) {
        count([{ role, model: name, usage }]);
      },
    };
  }

  return {
    hooks,
    left: () => ({
      usd: Math.max(0, budget.usd - spent.usd),
      turns: Math.max(0, budget.turns - turns),
      minutes: Math.max(0, budget.minutes - seconds() / 60),
    }),
    turns: () => turns,
    seconds,
    usd: () => spent.usd,
    tokens: () => spent.tokens,
    usage: () => usageLines(calls),
    consults: () => consults,
    tight: () => tight,
    model: () => last,
    notes: () => [
      ...(unpriced !== undefined && totalUsd(usageLines(calls)) === null
        ? [`no price is known for ${unpriced}; its budget was held at ${defaultModel('planner')}'s`]
        : []),
      ...(turns > 0 && spent.tokens === 0
        ? ['the endpoint counts no tokens; only turns and minutes held the budget']
        : []),
    ],
  };
}
