/**
 * What a review found and a person sends back to the executor (trust.md T23): a finding, or a criterion that was judged not met. It is
 * data like every text of a model: the phase's own text says what to build, this only what of it is wrong.
 */
import { z } from 'zod';
import { filePath, line, paragraph, planId } from './header.ts';
import { finding, severity } from './review.ts';

export const mend = z.strictObject({
  id: finding.shape.fingerprint.describe(
    'by which people name it; of a criterion: over its phase and its text',
  ),
  severity: severity.nullable().describe('null: a criterion that is not met'),
  category: line,
  phase: planId.nullable().describe('whose criterion it is; null: a finding'),
  path: filePath.nullable(),
  line: z.int().min(1).nullable(),
  claim: paragraph,
  evidence: paragraph,
  scenario: paragraph,
  suggestion: paragraph.nullable(),
});
export type Mend = z.infer<typeof mend>;

/** More than these are no repair: the plan is revised instead. */
export const MENDS_MOST = 30;
