/** Where GitHub's description of an answer is narrower than GitHub: each with the source that says so. */
import type { Description, Schema } from './description.ts';

type Erratum = { schema: string; property: string; is: Schema; source: string };

export const ERRATA: Erratum[] = ['pull-request-review-comment', 'review-comment'].flatMap((schema) =>
  ['position', 'line'].map((property) => ({
    schema,
    property,
    is: { type: 'integer', nullable: true },
    source:
      'An outdated comment has neither; the same description says so of webhooks (webhooks_review_comment).',
  })),
);

/** The description with its errata applied; an erratum that no longer fits is a mistake of ours. */
export function corrected(description: Description, errata: Erratum[] = ERRATA): Description {
  const schemas = { ...description.components.schemas };
  for (const { schema, property, is } of errata) {
    const properties = schemas[schema]?.properties as Record<string, Schema> | undefined;
    if (!properties?.[property]) throw new Error(`GitHub no longer describes ${schema}.${property}`);
    schemas[schema] = { ...schemas[schema], properties: { ...properties, [property]: is } };
  }
  return { ...description, components: { schemas } };
}
