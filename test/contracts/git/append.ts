/**
 * One of the writers of landing.test.ts: appends its lines to a record, again after each lost race. It may be killed and
 * started anew at any moment, so it looks whether a line is there before it writes it (mechanics.md).
 */
import { temporaryFolders } from '../../../src/adapters/files/folders.ts';
import { openRepository } from '../../../src/adapters/git/discover.ts';
import { setup } from './scene.ts';

const [repo = '', under = '', name = '', count = '0'] = process.argv.slice(2);
await using git = await openRepository(repo, { ...setup, folders: temporaryFolders(under) });
for (let i = 0; i < Number(count); ) {
  await using workshop = await git.workshop();
  const before = (await git.repository.record('x'))!;
  const line = `{"n":"${name}-${i}"}\n`;
  if (before.text.includes(line)) {
    i += 1;
    continue;
  }
  const to = await workshop.recordCommit(before.text + line, [before.tip], `${name} ${i}`);
  await workshop.land([{ ref: 'refs/planfile/x', from: before.tip, to }]);
}
