import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HEADER_MOST, outRef, parseHeader } from './bundle-header.ts';

const id = 'a'.repeat(40);
const text = (value: string) => Buffer.from(value, 'latin1');

describe('parseHeader', () => {
  it('reads what git writes', () => {
    const start = `# v2 git bundle\n-${id} the subject\n${id} ${outRef('n')}\n\nPACK`;
    expect(parseHeader(text(start))).toEqual({
      version: '# v2 git bundle',
      capabilities: [],
      prerequisites: [id],
      refs: [{ id, name: 'refs/planfile-out/n' }],
      odd: [],
      length: start.length - 4,
    });
  });

  it('has no length where the header does not end', () => {
    expect(parseHeader(text(`# v2 git bundle\n-${id}\n`.padEnd(HEADER_MOST, 'x'))).length).toBe(0);
    expect(parseHeader(text('')).length).toBe(0);
  });

  it('accounts for every line of whatever it is given', () => {
    const line = fc.oneof(
      fc.constantFrom(`-${id}`, `${id} refs/x`, '@filter=x', `${id}`, 'x'),
      fc.string({ unit: 'binary-ascii' }),
    );
    fc.assert(
      fc.property(
        fc.array(
          line.map((one) => one.replaceAll('\n', ' ') || 'x'),
          { maxLength: 6 },
        ),
        (lines) => {
          const { capabilities, prerequisites, refs, odd, length } = parseHeader(
            text(`v\n${lines.join('\n')}\n\n`),
          );
          if (length === 0) return;
          const counted = capabilities.length + prerequisites.length + refs.length + odd.length;
          expect(counted).toBe(lines.length);
        },
      ),
    );
  });
});
