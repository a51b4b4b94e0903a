/** What is measured: every plan read, with its problems and digests. */
import { readPlan } from '../../src/plan/read.ts';
import { corpus } from './corpus.ts';

const count = Number(process.argv[2]);
let digests = 0;
for (const bytes of corpus(count)) {
  const { plan, problems } = readPlan(bytes, 'PLAN.md');
  if (!plan) throw new Error(problems[0]?.message);
  digests += plan.phases.length;
}
if (digests !== count * 8) throw new Error(`${digests} digests`);
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
console.log(JSON.stringify({ kilobytes: maxRSS, cpu: (userCPUTime + systemCPUTime) / 1_000 }));
