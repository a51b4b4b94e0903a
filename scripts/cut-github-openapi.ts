/**
 * Cuts GitHub's own OpenAPI description down to the operations and events that the GitHub double serves.
 *
 *   node scripts/cut-github-openapi.ts [version of @octokit/openapi]
 *
 * The package is hundreds of megabytes, so it is packed, read and thrown away; what stays is the rules
 * (parameters, bodies, answers), without prose, in `test/doubles/github/openapi/`.
 */
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unpackNpm } from './unpack-npm.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Node = { [key: string]: Json };

const target = path.join(import.meta.dirname, '../test/doubles/github/openapi');
const PROSE = new Set(['description', 'summary', 'example', 'examples', 'externalDocs', 'title', 'tags']);

await using openapi = await unpackNpm(`@octokit/openapi@${process.argv[2] ?? 'latest'}`);
const read = async (file: string) =>
  JSON.parse(await readFile(path.join(openapi.folder, file), 'utf8')) as Node;
const source = await read('generated/api.github.com.json');
const { version } = await read('package.json');
const wanted = (await readFile(path.join(target, 'operations.txt'), 'utf8'))
  .split('\n')
  .filter((line) => line.trim());

const operations = Object.fromEntries(wanted.map((key) => [key, operation(key)]));
const schemas = referenced(operations);
const cut = { source: `@octokit/openapi ${version}, api.github.com`, operations, components: { schemas } };
await writeFile(path.join(target, 'github.json'), `${inShortLines(cut)}\n`);
await cp(path.join(openapi.folder, 'LICENSE'), path.join(target, 'LICENSE'));
process.stdout.write(`${wanted.length} operations, ${Object.keys(schemas).length} schemas\n`);

/** What binds a request and its answers: parameters, the JSON body, and each status with its JSON schema. */
function operation(key: string): Node {
  const [method = '', url = ''] = key.split(' ');
  if (method === 'EVENT') return event(url);
  const found = at(source, 'paths', url, method.toLowerCase());
  if (!found) throw new Error(`GitHub does not describe "${key}"`);
  const parameters = ((found.parameters ?? []) as Node[])
    .map(resolve)
    .map(({ name, in: place, required, schema }) =>
      withoutProse({ name: name!, in: place!, ...(required ? { required } : {}), schema: schema! }),
    );
  const body = found.requestBody as Node | undefined;
  const responses = Object.entries(found.responses as { [status: string]: Node }).map(
    ([status, response]) => [status, jsonSchema(resolve(response)) ?? null],
  );
  return {
    parameters,
    ...(body ? { body: jsonSchema(body)!, bodyRequired: body.required ?? false } : {}),
    responses: Object.fromEntries(responses),
  };
}

/** A webhook's payload, which a workflow finds as its event: described like a body that nobody answers. */
function event(name: string): Node {
  const found = at(source, 'x-webhooks', name, 'post') ?? at(source, 'webhooks', name, 'post');
  if (!found) throw new Error(`GitHub does not describe the event "${name}"`);
  return {
    parameters: [],
    body: jsonSchema(resolve(found.requestBody as Node))!,
    bodyRequired: true,
    responses: {},
  };
}

function jsonSchema(holder: Node): Json | undefined {
  const content = holder.content as { [type: string]: Node } | undefined;
  const media = content && (content['application/json'] ?? Object.values(content)[0]);
  return media?.schema === undefined ? undefined : withoutProse(media.schema);
}

/** Every component schema that the operations reach, by name. */
function referenced(from: Json): { [name: string]: Json } {
  const found: { [name: string]: Json } = {};
  const queue: Json[] = [from];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const [, name = ''] of JSON.stringify(next).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (name in found) continue;
      found[name] = withoutProse(at(source, 'components', 'schemas', name)!);
      queue.push(found[name]);
    }
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function resolve(node: Node): Node {
  return typeof node.$ref === 'string' ? at(source, ...node.$ref.slice(2).split('/'))! : node;
}

function at(node: Node, ...keys: string[]): Node | undefined {
  return keys.reduce<Node | undefined>((inner, key) => inner?.[key] as Node | undefined, node);
}

/** Under `properties` a key is a name ("description", "title"), elsewhere it is a keyword. */
function withoutProse(node: Json, names = false): Json {
  if (Array.isArray(node)) return node.map((item) => withoutProse(item));
  if (node === null || typeof node !== 'object') return node;
  const kept = Object.entries(node).filter(([key]) => names || !(PROSE.has(key) || key.startsWith('x-')));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, withoutProse(value, !names && key === 'properties')]),
  );
}

/** One line per operation and schema, so that the next cut gives a readable diff. */
function inShortLines(document: Node): string {
  const lines = (node: Json) =>
    Object.entries(node as Node).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  const group = (node: Json) => `{\n${lines(node).join(',\n')}\n}`;
  return `{"source": ${JSON.stringify(document.source)},\n"operations": ${group(document.operations!)},\n"components": {"schemas": ${group((document.components as Node).schemas!)}}}`;
}
