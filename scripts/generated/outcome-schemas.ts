/** The published schemas of the outcomes, for whoever writes or reads one in another language. */
import { z } from 'zod';
import { outcomeSchemas } from '../../src/outcomes/index.ts';

export function outcomeSchemaFiles(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(outcomeSchemas).map(([kind, schema]) => {
      const text = JSON.stringify({ title: `Planfile outcome: ${kind}`, ...z.toJSONSchema(schema) }, null, 2);
      return [`plan-spec/outcomes/${kind}.schema.json`, `${text}\n`];
    }),
  );
}
