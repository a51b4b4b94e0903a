/** Every benchmark: figures as markdown, ratios against a floor of the same run. `npm run bench -- plans` runs one by name. */
import { benchBombs } from './bombs.ts';
import { benchFirstRequest } from './first-request.ts';
import { benchLanding } from './landing.ts';
import { benchMakespan } from './makespan.ts';
import { benchMap } from './map.ts';
import { benchPlans } from './plans.ts';
import { benchReport } from './report.ts';
import { benchReview } from './review.ts';
import { benchSession } from './session.ts';

const benches: Record<string, () => Promise<string[]>> = {
  bombs: () => benchBombs(),
  'first-request': () => benchFirstRequest(),
  landing: () => benchLanding(),
  makespan: () => benchMakespan(),
  map: () => benchMap(),
  plans: () => benchPlans(),
  review: () => benchReview(),
  report: () => benchReport(),
  session: () => benchSession(),
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
for (const [name, bench] of Object.entries(benches)) {
  if (named.length > 0 && !named.includes(name)) continue;
  console.log(`\n## ${name}\n\n${(await bench()).join('\n')}`);
}
