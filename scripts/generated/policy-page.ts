/** docs/reference/policy.md, from the policy's schema. */
import { z } from 'zod';
import { policySchema } from '../../src/policy/schema.ts';

interface Node {
  description?: string;
  default?: unknown;
  properties?: Record<string, Node>;
}

export function policyPage(): string {
  const schema = z.toJSONSchema(policySchema, { io: 'input' }) as Node;
  return `${[
    '<!-- Generated from src/policy/schema.ts by `npm run generate`. -->',
    '# Policy',
    '',
    '`.github/planfile.yml` of the default branch. Every key may be left out; without a file every default holds.',
    '',
    '| key | meaning | default |',
    '|---|---|---|',
    ...rows(schema, ''),
  ].join('\n')}\n`;
}

function rows(node: Node, path: string): string[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, child]) => {
    const key = path === '' ? name : `${path}.${name}`;
    const preset =
      child.properties || child.default === undefined ? '' : `\`${JSON.stringify(child.default)}\``;
    const cell = (text: string) => text.replaceAll('|', '\\|');
    return [`| \`${key}\` | ${cell(child.description ?? '')} | ${cell(preset)} |`, ...rows(child, key)];
  });
}
