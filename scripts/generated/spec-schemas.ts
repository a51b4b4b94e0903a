/**
 * The published schemas of what people and programs write: plan, policy, record, report. JSON Schema 2020-12, from
 * the sources of the types.
 */
import { z } from 'zod';
import { step } from '../../src/lifecycle/step.ts';
import { frontMatter } from '../../src/plan/schema.ts';
import { policySchema } from '../../src/policy/schema.ts';
import { figures } from '../../src/report/figures/schema.ts';

export function specSchemas(): Record<string, string> {
  const schemas = {
    plan: z.toJSONSchema(frontMatter, { io: 'input' }),
    policy: z.toJSONSchema(policySchema, { io: 'input' }),
    'record-step': { title: 'One step of a record', ...z.toJSONSchema(step, { io: 'input' }) },
    report: { title: 'What `planfile report --json` prints', ...z.toJSONSchema(figures) },
  };
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      `plan-spec/${name}.schema.json`,
      `${JSON.stringify(schema, null, 2)}\n`,
    ]),
  );
}
