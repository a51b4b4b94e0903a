/** The policy's caps on what may be started (trust.md T10); lifecycle/caps.ts counts. */
import { z } from 'zod';

const runs = (most: number, what: string) => z.int().min(1).max(100_000).default(most).describe(what);
const usd = (most: number, what: string) => z.number().positive().max(100_000).default(most).describe(what);

export const caps = z
  .strictObject({
    runs: z
      .strictObject({
        plan: runs(100, 'Runs that may work on one plan, in its life.'),
        person: runs(20, 'Runs that one person may start.'),
        day: runs(50, 'Runs altogether.'),
      })
      .prefault({})
      .describe('How often something may be started.'),
    usd: z
      .strictObject({
        person: usd(100, 'US dollars of what one person started.'),
        day: usd(200, 'US dollars altogether.'),
      })
      .prefault({})
      .describe('What it may take; of one plan: `budget.plan.usd`.'),
  })
  .prefault({})
  .describe(
    'On a forge: what may be started, within 24 hours unless it says otherwise. Counted from all records, and from the runs that the forge knows.',
  );
