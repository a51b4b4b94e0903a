/** Holds requests and answers against GitHub's own description: keys, types, lengths and status codes. */
import { Ajv2019, type ValidateFunction } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import {
  COMPONENTS,
  type Description,
  type Operation,
  type Parameter,
  readDescription,
  type Schema,
  toJsonSchema,
} from './description.ts';
import { corrected } from './errata.ts';

export type Values = Record<string, unknown>;
export type Matched = { operation: string; params: Record<string, string> };
export type Checked = { params: Values; query: Values; notFound: boolean; problems: string[] };

export type ApiDescription = {
  operations: string[];
  /** The operation that a method and path mean. */
  match(method: string, pathname: string): Matched | undefined;
  /** The request with its parameters as the described types and defaults, and what does not fit. */
  request(operation: string, params: Values, query: Values, body: unknown): Checked;
  /** What does not fit in an answer; empty when it is as described. */
  answer(operation: string, status: number, body: unknown): string[];
};

/** Refusals that any operation may give, whether or not its description lists them. */
const COMMON_REFUSALS = new Set([401, 403, 404, 409, 410, 422, 429, 500, 502, 503]);
/** Parameters whose values may hold slashes. */
const DEEP = new Set(['ref', 'branch', 'basehead']);

export function describeApi(description: Description = corrected(readDescription())): ApiDescription {
  const { operations, components } = description;
  const schema = (source: Schema) => toJsonSchema(source, components.schemas);
  const registered = {
    components: {
      schemas: Object.fromEntries(
        Object.entries(components.schemas).map(([name, one]) => [name, unsealed(schema(one))]),
      ),
    },
  };
  const strictly = validator(registered, {});
  const leniently = validator(registered, { coerceTypes: 'array', useDefaults: true });
  const templates = Object.keys(operations)
    .map(template)
    .sort((a, b) => b.literal - a.literal || b.length - a.length);

  const parameters = (list: Parameter[]): Schema => ({
    type: 'object',
    properties: Object.fromEntries(list.map(({ name, schema: one }) => [name, schema(one)])),
    required: list.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  });
  const of = (operation: string): Operation => {
    const found = operations[operation];
    if (!found)
      throw new Error(
        `"${operation}" is not in GitHub's description: add it to operations.txt and cut again`,
      );
    return found;
  };

  return {
    operations: Object.keys(operations),
    match(method, pathname) {
      for (const { operation, verb, pattern } of templates) {
        const found = verb === method ? pattern.exec(pathname) : null;
        if (!found) continue;
        const params = Object.entries(found.groups ?? {}).map(([name, value = '']) => [
          name,
          decodeURIComponent(value),
        ]);
        return { operation, params: Object.fromEntries(params) };
      }
      return undefined;
    },
    request(operation, params, query, body) {
      const { parameters: list, body: bodySchema, bodyRequired } = of(operation);
      const inPath = { ...params };
      const inQuery = { ...query };
      const path = leniently(
        `${operation} path`,
        () => parameters(list.filter((one) => one.in === 'path')),
        inPath,
      );
      const problems = leniently(
        `${operation} query`,
        () => parameters(list.filter((one) => one.in === 'query')),
        inQuery,
      );
      if (bodySchema && (body !== undefined || bodyRequired)) {
        problems.push(...strictly(`${operation} body`, () => schema(bodySchema), body ?? {}));
      } else if (!bodySchema && body !== undefined) {
        problems.push(`${operation} takes no body`);
      }
      return { params: inPath, query: inQuery, notFound: path.length > 0, problems };
    },
    answer(operation, status, body) {
      const { responses } = of(operation);
      const expected = responses[status];
      if (expected === undefined)
        return COMMON_REFUSALS.has(status) ? [] : [`${operation} never answers ${status}`];
      if (expected === null) {
        // A refusal that is described without a body is a body that nobody described.
        const isFine = body === undefined || status >= 400;
        return isFine ? [] : [`${operation} answers ${status} without a body`];
      }
      return strictly(`${operation} ${status}`, () => schema(expected), body);
    },
  };
}

/** Components are sealed where they are used, not where they stand: `allOf` builds on them. */
function unsealed(schema: Schema): Schema {
  const { unevaluatedProperties: _, ...open } = schema;
  return open;
}

/** Compiles each schema when it is first needed and keeps it. */
function validator(registered: Schema, options: { coerceTypes?: 'array'; useDefaults?: boolean }) {
  const ajv = new Ajv2019({ strict: false, logger: false, allErrors: true, ...options });
  addFormats.default(ajv);
  ajv.addSchema(registered, COMPONENTS);
  const compiled = new Map<string, ValidateFunction>();
  return (key: string, schema: () => Schema, value: unknown): string[] => {
    const check = compiled.get(key) ?? ajv.compile(schema());
    compiled.set(key, check);
    if (check(value)) return [];
    return (check.errors ?? []).slice(0, 20).map(({ instancePath, message, params }) => {
      const extra = params.unevaluatedProperty ?? params.additionalProperty ?? params.allowedValues;
      return `For '${instancePath || '/'}': ${message}${extra === undefined ? '' : ` (${extra})`}`;
    });
  };
}

function template(operation: string) {
  const [verb = '', url = ''] = operation.split(' ');
  const source = url
    .replaceAll('.', '\\.')
    // The folder at the top has an empty path, with or without the slash before it.
    .replace('/{path}', '(?:/(?<path>.*))?')
    .replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${DEEP.has(name) ? '.+?' : '[^/]+'})`);
  const literal = url.split('/').filter((part) => !part.startsWith('{')).length;
  return { operation, verb, pattern: new RegExp(`^${source}$`), literal, length: url.length };
}
