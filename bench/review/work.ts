/** Ours: both passes of a review, with all that the program itself finds; the tools answer in memory. `rebased`: of a change that passed. */
import { anthropic } from '../../src/adapters/anthropic/anthropic.ts';
import { systemClock } from '../../src/adapters/files/clock.ts';
import { inForce } from '../../src/policy/inforce.ts';
import { DEFAULT_POLICY } from '../../src/policy/schema.ts';
import { readDiff } from '../../src/review/diff.ts';
import { programFindings } from '../../src/review/program.ts';
import { reviewChange } from '../../src/session/review.ts';
import { milliseconds } from '../session/memory.ts';
import { baseDiff, diff } from './change.ts';

const [, , baseURL, rebased] = process.argv;
const found = inForce(DEFAULT_POLICY, { models: {}, budget: {} });
if (!found.ok) throw new Error('the default policy allows itself');
const quiet = { step() {}, tool() {}, note() {} };
const model = anthropic({ apiKey: 'sk-bench', baseURL, clock: systemClock });
const box = {
  tool: async () => ({ content: 'export const a = 1;\n'.repeat(60), isError: false }),
  run: async () => {
    throw new Error('a review runs nothing');
  },
  stop: async () => {},
  [Symbol.asyncDispose]: async () => {},
};

const cpu = process.cpuUsage();
const began = performance.now();
const files = readDiff(diff);
programFindings({ files, leftOut: new Set(), planned: false, told: [], prompts: () => false });
const pure = performance.now() - began;
const base = rebased ? readDiff(baseDiff) : undefined;
const said = await reviewChange(
  { base, phases: [], inForce: found.inForce, box, diff: files, secondLook: true },
  { model, clock: systemClock, progress: quiet },
);
if (said.end !== 'reviewed' || said.unread.length > 0) throw new Error(`${said.end}: ${said.message}`);
const used = milliseconds(process.cpuUsage(cpu));
console.log(JSON.stringify({ wall: performance.now() - began, cpu: used, pure }));
