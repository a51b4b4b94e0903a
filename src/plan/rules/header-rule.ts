/**
 * Six rules are one parse of the front matter against its schema (header.ts): each reports the findings with
 * its code.
 */
import type { HeaderCode } from '../header.ts';
import { defineRule, type Rule } from './rule.ts';

export function headerRule(rule: Omit<Rule, 'check' | 'code'> & { code: HeaderCode }): Rule {
  return defineRule({
    ...rule,
    *check({ header }) {
      for (const { code, ...finding } of header?.findings ?? []) if (code === rule.code) yield finding;
    },
  });
}
