/**
 * Cuts GitHub's public GraphQL schema down to the types and fields that the GitHub double serves.
 *
 *   node scripts/cut-github-graphql.ts [version of @octokit/graphql-schema]
 *
 * `fields.txt` names what stays; arguments, inputs, enums and scalars come along as they are in the source.
 */
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  assertValidSchema,
  buildSchema,
  type FieldDefinitionNode,
  GraphQLEnumType,
  GraphQLInputObjectType,
  getNamedType,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  parse,
  print,
  type TypeDefinitionNode,
  visit,
} from 'graphql';
import { unpackNpm } from './unpack-npm.ts';

const target = path.join(import.meta.dirname, '../test/doubles/github/graphql');

await using upstream = await unpackNpm(`@octokit/graphql-schema@${process.argv[2] ?? 'latest'}`);
const text = await readFile(path.join(upstream.folder, 'schema.graphql'), 'utf8');
const { version } = JSON.parse(await readFile(path.join(upstream.folder, 'package.json'), 'utf8')) as {
  version: string;
};
const wanted = new Map(
  (await readFile(path.join(target, 'fields.txt'), 'utf8'))
    .split('\n')
    .filter((line) => line.includes(':'))
    .map((line) => line.split(': ') as [string, string])
    .map(([type, fields]) => [type, new Set(fields.split(' '))]),
);

const schema = buildSchema(text, { assumeValid: true });
const brought = inputsOf(wanted);
const document = withoutProse(parse(text, { noLocation: true }).definitions as TypeDefinitionNode[]).flatMap(
  cut,
);
const sdl = `# @octokit/graphql-schema ${version}, cut by scripts/cut-github-graphql.ts\n\n${document.map(print).join('\n\n')}\n`;
assertValidSchema(buildSchema(sdl));
await writeFile(path.join(target, 'schema.graphql'), sdl);
await cp(path.join(upstream.folder, 'LICENSE.md'), path.join(target, 'LICENSE'));
process.stdout.write(`${document.length} types\n`);

/** Enums, inputs and scalars that the kept fields need, inputs of inputs included. */
function inputsOf(kept: Map<string, Set<string>>): Set<string> {
  const names = new Set<string>();
  const bring = (type: unknown) => {
    const named = getNamedType(type as Parameters<typeof getNamedType>[0]);
    if (!named || names.has(named.name) || isSpecifiedScalarType(named)) return;
    if (!(isScalarType(named) || named instanceof GraphQLEnumType || named instanceof GraphQLInputObjectType))
      return;
    names.add(named.name);
    if (named instanceof GraphQLInputObjectType)
      for (const field of Object.values(named.getFields())) bring(field.type);
  };
  for (const [type, fields] of kept) {
    const definition = schema.getType(type);
    if (!definition || !('getFields' in definition)) throw new Error(`GitHub has no type ${type}`);
    for (const name of fields) {
      const field = definition.getFields()[name];
      if (!field) throw new Error(`GitHub has no field ${type}.${name}`);
      bring(field.type);
      if ('args' in field) for (const argument of field.args) bring(argument.type);
    }
  }
  return names;
}

function cut(definition: TypeDefinitionNode): TypeDefinitionNode[] {
  const name = definition.name.value;
  const keeps = (kept: { name: { value: string } }) => wanted.has(kept.name.value);
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const fields = definition.fields?.filter((field: FieldDefinitionNode) =>
        wanted.get(name)?.has(field.name.value),
      );
      return fields?.length
        ? [{ ...definition, fields, interfaces: definition.interfaces?.filter(keeps) ?? [] }]
        : [];
    }
    case Kind.UNION_TYPE_DEFINITION: {
      const types = definition.types?.filter(keeps) ?? [];
      const isUsed = [...wanted].some(([type, fields]) =>
        [...fields].some((field) => typeOf(type, field) === name),
      );
      return isUsed ? [{ ...definition, types }] : [];
    }
    default:
      return brought.has(name) ? [definition] : [];
  }
}

function typeOf(type: string, field: string): string | undefined {
  const definition = schema.getType(type);
  const found = definition && 'getFields' in definition ? definition.getFields()[field] : undefined;
  return found && getNamedType(found.type).name;
}

function withoutProse(definitions: TypeDefinitionNode[]): TypeDefinitionNode[] {
  const keyed = (node: { kind: string }) =>
    'description' in node ? { ...node, description: undefined } : undefined;
  return definitions.map((definition) =>
    visit(definition, { enter: (node) => (node.kind === Kind.DIRECTIVE ? null : keyed(node)) }),
  );
}
