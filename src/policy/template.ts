/** A policy file to begin with: every key with its meaning and default, as a comment. As it stands it says what no file says. */
import { z } from 'zod';
import { policySchema } from './schema.ts';

interface Node {
  description?: string;
  default?: unknown;
  properties?: Record<string, Node>;
}

export function policyTemplate(): string {
  const { properties = {} } = z.toJSONSchema(policySchema, { io: 'input' }) as Node;
  const { planfile: _, ...keys } = properties;
  return `${[
    '# How plans of this repository are built, and who may approve them. The default branch decides, whatever a pull request says.',
    '# Every key may be left out: what stands here behind `#` is what holds then. `planfile status --policy` says what is in force.',
    'planfile: 1',
    ...Object.entries(keys).flatMap(([key, node]) => ['', ...lines(key, node, '')]),
  ].join('\n')}\n`;
}

function lines(key: string, node: Node, indent: string): string[] {
  const about = node.description === undefined ? [] : [`#${indent} # ${node.description}`];
  // Without a value it is commented out twice: such a key would be a mistake.
  const mark = hasValue(node) ? '' : '# ';
  if (node.properties === undefined)
    return [...about, `#${indent} ${mark}${key}:${mark ? '' : ` ${JSON.stringify(node.default)}`}`];
  const inner = Object.entries(node.properties).flatMap(([name, child]) => lines(name, child, `${indent}  `));
  return [...about, `#${indent} ${mark}${key}:`, ...inner];
}

const hasValue = ({ properties, default: preset }: Node): boolean =>
  properties === undefined ? preset !== undefined : Object.values(properties).some(hasValue);
