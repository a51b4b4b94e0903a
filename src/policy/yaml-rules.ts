/** The rules that make YAML the same to every reader: a plan's, and so a policy's too. */
import type { Rule } from '../plan/rules/rule.ts';
import { rule as alias } from '../plan/rules/yaml-alias.ts';
import { rule as anchor } from '../plan/rules/yaml-anchor.ts';
import { rule as duplicateKey } from '../plan/rules/yaml-duplicate-key.ts';
import { rule as key } from '../plan/rules/yaml-key.ts';
import { rule as mergeKey } from '../plan/rules/yaml-merge-key.ts';
import { rule as notNfc } from '../plan/rules/yaml-not-nfc.ts';
import { rule as number } from '../plan/rules/yaml-number.ts';
import { rule as syntax } from '../plan/rules/yaml-syntax.ts';
import { rule as tag } from '../plan/rules/yaml-tag.ts';
import { rule as tooDeep } from '../plan/rules/yaml-too-deep.ts';

export const yamlRules: readonly Rule[] = [
  syntax,
  tooDeep,
  duplicateKey,
  key,
  mergeKey,
  anchor,
  alias,
  tag,
  number,
  notNfc,
];
