import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batchParser, type GitObject } from './batch.ts';

const object = fc.record({
  id: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 40, maxLength: 40 }),
  type: fc.constantFrom('blob', 'tree', 'commit', 'tag'),
  bytes: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
});
const printed = (one: GitObject | undefined): Buffer =>
  one === undefined
    ? Buffer.from('whatever was asked missing\n')
    : Buffer.concat([
        Buffer.from(`${one.id} ${one.type} ${one.bytes.length}\n`),
        one.bytes,
        Buffer.from('\n'),
      ]);

test('whole objects, however the answers are cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(object, { nil: undefined })),
      fc.infiniteStream(fc.nat(30)),
      (objects, cuts) => {
        const said: (GitObject | undefined)[] = [];
        const parse = batchParser((one) => void said.push(one));
        let rest = Buffer.concat(objects.map(printed));
        while (rest.length > 0) {
          const size = 1 + (cuts.next().value as number);
          parse(rest.subarray(0, size));
          rest = rest.subarray(size);
        }
        expect(said).toEqual(objects);
      },
    ),
  );
});
