/** GitHub's OpenAPI description, cut to what the double serves, made ready for a JSON Schema validator. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export type Schema = { [keyword: string]: unknown };
export type Parameter = { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: Schema };
export type Operation = {
  parameters: Parameter[];
  body?: Schema;
  bodyRequired?: boolean;
  /** By status; null is an answer without a body. */
  responses: Record<string, Schema | null>;
};
export type Description = {
  source: string;
  operations: Record<string, Operation>;
  components: { schemas: Record<string, Schema> };
};

export function readDescription(): Description {
  const file = path.join(import.meta.dirname, 'github.json');
  return JSON.parse(readFileSync(file, 'utf8')) as Description;
}

/** What the component schemas are registered under. */
export const COMPONENTS = 'github';

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * OpenAPI 3.0 to JSON Schema 2019-09: `nullable` becomes a type, references point at the registered components, and
 * objects with described properties know no other keys. The last is stricter than GitHub, which ignores unknown
 * keys: in a test a key that nobody reads is a mistake.
 */
export function toJsonSchema(schema: Schema, components: Record<string, Schema>): Schema {
  return sealed(schema, components);
}

/** A schema in a place that holds a whole value: the one place where unknown keys can be told. */
function sealed(schema: Schema, components: Record<string, Schema>): Schema {
  const open = opened(schema, components);
  return describesKeys(schema, components) ? { ...open, unevaluatedProperties: false } : open;
}

function opened(schema: Schema, components: Record<string, Schema>): Schema {
  const inner = Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => keyword !== 'nullable')
      .map(([keyword, value]) => [keyword, keywordValue(keyword, value, components)]),
  );
  return schema.nullable ? orNull(inner) : inner;
}

function keywordValue(keyword: string, value: unknown, components: Record<string, Schema>): unknown {
  if (keyword === '$ref') return `${COMPONENTS}${value}`;
  if (keyword === 'properties' && isSchema(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, property]) => [key, sealed(property as Schema, components)]),
    );
  }
  if (keyword === 'items' && isSchema(value)) return sealed(value, components);
  if (keyword === 'additionalProperties' && isSchema(value)) return sealed(value, components);
  if (['allOf', 'anyOf', 'oneOf'].includes(keyword) && Array.isArray(value)) {
    return value.map((branch) => opened(branch as Schema, components));
  }
  if (keyword === 'not' && isSchema(value)) return opened(value, components);
  return value;
}

function orNull(schema: Schema): Schema {
  if (typeof schema.type === 'string' && !schema.oneOf && !schema.anyOf && !schema.allOf) {
    const values = Array.isArray(schema.enum) ? { enum: [...schema.enum, null] } : {};
    return { ...schema, type: [schema.type, 'null'], ...values };
  }
  return { anyOf: [schema, { type: 'null' }] };
}

/** Whether a schema names the keys of an object anywhere (a free-form object may hold any). */
function describesKeys(
  schema: Schema,
  components: Record<string, Schema>,
  seen = new Set<string>(),
): boolean {
  if (isSchema(schema.properties)) return Object.keys(schema.properties).length > 0;
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return !seen.has(name) && describesKeys(components[name] ?? {}, components, seen.add(name));
  }
  const branches = [schema.allOf, schema.anyOf, schema.oneOf].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  return branches.some((branch) => describesKeys(branch as Schema, components, seen));
}
