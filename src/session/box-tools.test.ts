import { describe, expect, test } from 'vitest';
import { memoryBox } from '../../test/doubles/memory-box.ts';
import { boxTools, type Called, inRow, targetOf } from './box-tools.ts';
import { finishing } from './finishing.ts';

const definitions = [{ name: 'write', description: '', input: { type: 'object' } }];

/** One turn: finish, and a write behind it. */
async function writeAfterFinish(closed: (ended: () => boolean) => () => boolean) {
  const box = memoryBox();
  const row = inRow(closed(() => ending.ended() !== undefined));
  const ending = finishing({ box, verify: ['npm test'], rounds: 0, row, onRun: () => {} });
  const tools = [...ending.tools, ...boxTools(definitions, box, row, () => {})];
  const run = (name: string, input: unknown) => tools.find((tool) => tool.name === name)?.run(input);
  await Promise.all([run('finish', { summary: 'Done.' }), run('write', { file_path: 'a', content: 'late' })]);
  return box;
}

describe('after an ending', () => {
  test('nothing changes the tree that was verified', async () => {
    const box = await writeAfterFinish((ended) => ended);
    expect(box.files.has('a')).toBe(false);
  });

  test('without the row being closed, what lands would not be what was verified', async () => {
    const box = await writeAfterFinish(() => () => false);
    expect(box.files.has('a')).toBe(true);
  });
});

describe('live lines', () => {
  test('say what a call worked on, on one clean line', () => {
    expect(targetOf({ file_path: 'src/a.ts', content: 'x' })).toBe('src/a.ts');
    expect(targetOf({ command: 'npm test\nrm -rf /' })).toBe('npm test');
    expect(targetOf({ command: '\u001b[2Jls\u202e' })).not.toContain('\u001b');
    expect(targetOf({ pattern: 7 })).toBe('');
    expect(targetOf('nonsense')).toBe('');
  });

  test('name a tool that failed', async () => {
    const seen: Called[] = [];
    const box = memoryBox({ tool: async () => ({ content: 'outside of paths', isError: true }) });
    const [write] = boxTools(
      definitions,
      box,
      inRow(() => false),
      (called) => seen.push(called),
    );
    await write?.run({ file_path: 'x' });
    expect(seen).toEqual([{ tool: 'write', target: 'x', ok: false }]);
  });
});
