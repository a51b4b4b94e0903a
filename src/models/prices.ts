/**
 * What tokens cost, in US dollars, from a kept price list. The list lags behind new models, and matches some of them by an
 * older one's prefix (Sonnet 5.5 as Sonnet 5), so what is known better stands in a small dated supplement that is asked first.
 */
import { calcPrice } from '@pydantic/genai-prices';
import type { Usage } from './usage.ts';

/** The list that costs come from, as reports say it. `date` is when that version was published. */
export const priceList = {
  name: '@pydantic/genai-prices',
  version: '0.1.8',
  date: '2026-09-23',
  supplemented: '2026-11-21',
} as const;

/** US dollars for a million tokens. */
interface Rates {
  models: RegExp;
  input: number;
  cacheWrite: number;
  cacheRead: number;
  output: number;
}

/** Source: Anthropic's pricing page as of `priceList.supplemented`; five-minute cache writes. */
const supplement: readonly Rates[] = [
  { models: /^claude-sonnet-5-5(?:-\d{8})?$/, input: 2, cacheWrite: 2.5, cacheRead: 0.1, output: 10 },
];

/** US dollars, or null where nobody knows a price for this model. */
export function cost(model: string, usage: Usage): number | null {
  const rates = supplement.find(({ models }) => models.test(model));
  if (rates) {
    const { input, cacheWrite, cacheRead, output } = usage;
    return (
      (input * rates.input +
        cacheWrite * rates.cacheWrite +
        cacheRead * rates.cacheRead +
        output * rates.output) /
      1e6
    );
  }
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
  return price?.total_price ?? null;
}
