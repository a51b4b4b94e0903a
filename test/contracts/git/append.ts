/** One of the writers of landing.test.ts: appends lines to a record, again after each lost race. */
import { openRepository } from '../../../src/adapters/git/discover.ts';
import { setup } from './scene.ts';

const [repo = '', name = '', count = '0'] = process.argv.slice(2);
await using git = await openRepository(repo, setup);
for (let i = 0; i < Number(count); ) {
  await using workshop = await git.workshop();
  const before = (await git.repository.record('x'))!;
  const text = `${before.text}{"n":"${name}-${i}"}\n`;
  const to = await workshop.recordCommit(text, [before.tip], `${name} ${i}`);
  const { landed } = await workshop.land([{ ref: 'refs/planfile/x', from: before.tip, to }]);
  if (landed) i += 1;
}
