/**
 * Our reader against plan-spec/cases: what holds, also with CRLF; what does not, with its code at its place.
 */
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../src/plan/read.ts';
import { bytesOf, type Content, names, read } from './suite.ts';

interface Cases {
  must: string;
  severity: string;
  holds: Content[];
  fails: (Content & { line: number; column: number })[];
}

describe.each(names('cases/'))('%s', (file) => {
  const { must, severity, holds, fails } = read<Cases>(`cases/${file}`);
  const places = (bytes: Uint8Array) =>
    readPlan(bytes, 'plans/slugs.md')
      .problems.filter(({ code }) => code === must)
      .map(({ line, column }) => ({ line, column }));
  const crlf = (bytes: Uint8Array) =>
    Buffer.from(Buffer.from(bytes).toString('utf8').replace(/\r?\n/g, '\r\n'));

  it.each(holds)('holds', (content) => {
    expect(places(bytesOf(content))).toEqual([]);
    expect(places(crlf(bytesOf(content)))).toEqual([]);
  });
  it.each(fails)('fails at $line:$column', ({ line, column, ...content }) => {
    expect(places(bytesOf(content as Content))).toContainEqual({ line, column });
    if (severity === 'error')
      expect(readPlan(bytesOf(content as Content), 'plans/slugs.md').plan).toBeUndefined();
  });
});
