/**
 * What tokens cost, in US dollars, from a kept price list. The list lags behind new models, and matches some of them by an
 * older one's prefix (Sonnet 5.5 as Sonnet 5), so what is known better stands in a small dated supplement that is asked first.
 */
import { calcPrice, type ModelPrice } from '@pydantic/genai-prices';
import type { Usage } from './usage.ts';

/** The list that costs come from, as reports say it. `date` is when that version was published. */
export const priceList = {
  name: '@pydantic/genai-prices',
  version: '0.1.8',
  date: '2026-09-23',
  supplemented: '2026-11-21',
} as const;

/** US dollars for a million tokens. */
interface Supplement {
  models: RegExp;
  input: number;
  cacheWrite: number;
  cacheRead: number;
  output: number;
}

/** Source: Anthropic's pricing page as of `priceList.supplemented`; five-minute cache writes. */
const supplement: readonly Supplement[] = [
  { models: /^claude-sonnet-5-5(?:-\d{8})?$/, input: 2, cacheWrite: 2.5, cacheRead: 0.1, output: 10 },
];

/** US dollars, or null where nobody knows a price for this model. */
export const cost: Cost = (model, usage) => costs()(model, usage);

export type Cost = (model: string, usage: Usage) => number | null;

/** The same for many usages: the list is searched once for each model whose rates are the same for every amount. */
export function costs(): Cost {
  const known = new Map<string, Rates>();
  return (model, usage) => {
    const rates = supplement.find(({ models }) => models.test(model)) ?? known.get(model);
    if (rates) return amount(rates, usage);
    const price = calcPrice(
      {
        // The list counts what a cache served or took as input too.
        input_tokens: usage.input + usage.cacheRead + usage.cacheWrite,
        cache_read_tokens: usage.cacheRead,
        cache_write_tokens: usage.cacheWrite,
        output_tokens: usage.output,
      },
      model,
      // A fixed day: the same tokens cost the same whenever they are counted.
      { providerId: 'anthropic', timestamp: new Date(priceList.supplemented) },
    );
    const flat = price && flatRates(price.model_price);
    if (flat) known.set(model, flat);
    return price?.total_price ?? null;
  };
}

type Rates = Omit<Supplement, 'models'>;

const amount = (rates: Rates, { input, cacheWrite, cacheRead, output }: Usage): number =>
  (input * rates.input +
    cacheWrite * rates.cacheWrite +
    cacheRead * rates.cacheRead +
    output * rates.output) /
  1e6;

/** undefined: a rate is missing, or depends on the amount. */
function flatRates(price: ModelPrice): Rates | undefined {
  const { input_mtok, cache_write_mtok, cache_read_mtok, output_mtok } = price;
  const all = [input_mtok, cache_write_mtok, cache_read_mtok, output_mtok];
  if (!all.every((rate) => typeof rate === 'number')) return undefined;
  const [input, cacheWrite, cacheRead, output] = all as [number, number, number, number];
  return { input, cacheWrite, cacheRead, output };
}
