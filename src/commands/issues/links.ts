/** Sub-issues and "blocked by": what hangs together hangs together where people look. */
import { Fault } from '../../ports/fault.ts';
import type { Issue } from '../../ports/forge.ts';
import { linkEdits } from '../../report/issues/edits.ts';
import { type Keeping, tolerant } from './keeping.ts';

/** Links what is not linked. Where the token may not, the texts will say it; each run asks once more. */
export async function adopt(keeping: Keeping, children: readonly Issue[]): Promise<void> {
  const { parent, phases, forge, notes, written } = keeping;
  if (parent === undefined) return;
  const linked = new Set(children.map(({ id }) => id));
  keeping.links = 'issues';
  for (const [phase, child] of phases) {
    if (linked.has(child.id)) continue;
    try {
      await forge.adopt(parent.number, child.id);
      written.push(`linked #${child.number} to #${parent.number}`);
    } catch (fault) {
      if (!(fault instanceof Fault) || fault.kind === 'service') throw fault;
      if (fault.code !== 'forge-refused') {
        keeping.links = 'text';
        return;
      }
      // Somebody gave it another parent, or there are a hundred already.
      notes.push(`${phase} is no sub-issue: ${fault.message}`);
    }
  }
}

/** "Blocked by", for what a phase needs. Whatever else people linked stays. */
export async function order(keeping: Keeping): Promise<void> {
  const { plan, phases, forge, links, written } = keeping;
  if (links === 'text') return;
  const numbers = new Map([...phases.values()].map(({ id, number }) => [id, number]));
  for (const { id, needs } of plan.phases) {
    const issue = phases.get(id);
    if (issue === undefined) continue;
    const has = (await forge.blockers(issue.number)).map((blocker) => blocker.id);
    const wants = needs.flatMap((need) => phases.get(need)?.id ?? []);
    const { add, remove } = linkEdits(has, wants, new Set(numbers.keys()));
    const linking = async (act: () => Promise<void>, said: string) => {
      const done = await tolerant(keeping, issue, async () => {
        await act();
        return true;
      });
      if (done) written.push(said);
    };
    for (const blocker of add)
      await linking(
        () => forge.block(issue.number, blocker),
        `#${issue.number} waits for #${numbers.get(blocker)}`,
      );
    for (const blocker of remove)
      await linking(
        () => forge.unblock(issue.number, blocker),
        `#${issue.number} waits no more for #${numbers.get(blocker)}`,
      );
  }
}
