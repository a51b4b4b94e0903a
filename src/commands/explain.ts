/** explain: the page of a code that `validate` reports. Reads nothing. */
import { near } from '../plan/header.ts';
import { pageOf } from '../plan/page.ts';
import { CODES } from '../plan/problem.ts';
import { Fault } from '../ports/fault.ts';

export interface Explanation {
  code: string;
  /** Markdown. */
  page: string;
}

export function explain(code: string): Explanation {
  const page = pageOf(code);
  if (page !== undefined) return { code, page };
  const codes = Object.keys(CODES);
  throw new Fault(
    'usage',
    'unknown-code',
    'validate reports no such code',
    near(code, codes) ?? `Codes are ${codes.join(', ')}.`,
  );
}
