/** docs/reference/plan.md: the keys of a plan, from their schema. */
import { z } from 'zod';
import { frontMatter } from '../../src/plan/schema.ts';

interface Node {
  description?: string;
  type?: string;
  default?: unknown;
  required?: string[];
  properties?: Record<string, Node>;
  items?: Node;
  enum?: string[];
  const?: unknown;
}

export function planPage(): string {
  const schema = z.toJSONSchema(frontMatter, { io: 'input' }) as Node;
  return `${[
    '<!-- Generated from src/plan/schema.ts by `npm run generate`. -->',
    '# The keys of a plan',
    '',
    'What each means is fixed by [the spec](../../plan-spec/SPEC.md); `plan-spec/plan.schema.json` is for editors.',
    '',
    '| key | type | needed | meaning |',
    '|---|---|---|---|',
    ...rows(schema, ''),
  ].join('\n')}\n`;
}

function rows(node: Node, path: string): string[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, child]) => {
    const key = path === '' ? name : `${path}.${name}`;
    const needed = node.required?.includes(name) ? 'yes' : '';
    const cells = [`\`${key}\``, typeOf(child), needed, child.description ?? child.items?.description ?? ''];
    const own = `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
    const inner = child.items?.properties ? rows(child.items, `${key}[]`) : rows(child, key);
    return [own, ...inner];
  });
}

function typeOf(node: Node): string {
  if (node.const !== undefined) return `\`${String(node.const)}\``;
  if (node.enum) return node.enum.map((value) => `\`${value}\``).join(', ');
  if (node.type === 'array') return `list of ${node.items?.properties ? 'mappings' : 'texts'}`;
  const names: Record<string, string> = {
    object: 'mapping',
    string: 'text',
    integer: 'whole number',
    number: 'number',
  };
  return names[node.type ?? ''] ?? 'number or text';
}
