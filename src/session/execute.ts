/**
 * One model at work on one phase. It is told the phase's canonical text and nothing else of the plan (trust.md T1), works
 * through a box (T13), and ends in a value whatever happens: its work stays in the box's tree for the caller.
 */
import { callName } from '../models/aliases.ts';
import { executorSystem, executorTask, handOver } from '../models/prompts/index.ts';
import { TOOLS } from '../models/tools.ts';
import type { Mend } from '../outcomes/mend.ts';
import type { Phase } from '../plan/plan.ts';
import { toldFrom } from '../plan/told.ts';
import type { InForce } from '../policy/inforce.ts';
import type { Box } from '../ports/sandbox.ts';
import { cleanLine } from '../report/clean.ts';
import { counted } from '../report/words.ts';
import { boxTools, inRow } from './box-tools.ts';
import { checkpointing } from './checkpoints.ts';
import type { Packed } from './documents.ts';
import { endOf, type SessionEnd, soFar } from './ending.ts';
import { type Finishing, finishing, passed, type TreeWatch } from './finishing.ts';
import { type Climb, ladder } from './ladder.ts';
import { line } from './limits.ts';
import { type Manifest, manifestLines } from './manifests.ts';
import { type MapEntry, repositoryMap } from './map.ts';
import { type SessionPorts, session } from './session.ts';
import type { Transcript } from './transcript.ts';

export type { SessionEnd } from './ending.ts';
export type { SessionPorts } from './session.ts';

export interface PhaseWork {
  phase: Pick<Phase, 'text'>;
  inForce: Pick<
    InForce,
    | 'executor'
    | 'ladder'
    | 'budget'
    | 'rounds'
    | 'limits'
    | 'threadHosts'
    | 'compaction'
    | 'advisor'
    | 'consults'
  >;
  /** Said to people, told to nobody else. */
  approvedBy: readonly string[];
  box: Box;
  /** The tree that is built on. */
  entries: readonly MapEntry[];
  /** Of that tree's top. */
  manifests?: readonly Manifest[];
  /** Agent instructions of the default branch. */
  instructions: readonly { path: string; text: string }[];
  /** What a person gave along, packed. */
  documents?: readonly Packed[];
  /** What a person sends back of what this phase has built: it stands in the tree, and is mended. */
  mends?: readonly Mend[];
  signal?: AbortSignal | undefined;
  /** Looks at the tree around verify; without it every tree will do. */
  tree?: TreeWatch;
  /** Hears what is said, where the policy has it kept. */
  transcript?: Transcript | undefined;
  /** Puts aside what was built so far, as if the session had ended here. Nothing runs in the box meanwhile. */
  checkpoint?(end: SessionEnd): Promise<void>;
}

/** Throws a fault only where nothing was paid for yet; afterwards every ending is a `SessionEnd`. */
export async function buildPhase(work: PhaseWork, ports: SessionPorts): Promise<SessionEnd> {
  const { inForce, box } = work;
  const told = toldFrom(work.phase.text);
  using running = session(
    {
      role: 'executor',
      name: told.phase.id,
      budget: inForce.budget,
      limits: inForce.limits,
      threadHosts: inForce.threadHosts,
      compaction: inForce.compaction,
      transcript: work.transcript,
      advisor: inForce.consults.uses > 0 ? { model: inForce.advisor.model, ...inForce.consults } : undefined,
      comeToAnEnd: 'Bring the work into a state that passes verify, and call `finish` now.',
      signal: work.signal,
    },
    ports,
  );
  const model = callName(inForce.executor.model);
  const by = work.approvedBy.length === 0 ? '' : `, approved by ${cleanLine(work.approvedBy.join(', '))}`;
  const mends = work.mends ?? [];
  const what = mends.length === 0 ? '' : `, to mend ${counted(mends.length, 'finding')} of the review`;
  ports.progress.note(`${handOver(told.plan.id, model, [told.phase.id])}${what}${by}`);
  const shell = box.shell !== false;
  const tools = shell ? TOOLS : TOOLS.filter(({ name }) => name !== 'bash');

  const climb: Climb = async (rung, earlier) => {
    const row = inRow(() => ending.ended() !== undefined);
    const ending: Finishing = finishing({
      box,
      verify: told.phase.verify,
      rounds: inForce.rounds,
      row,
      tree: work.tree && {
        problem: () => {
          checkpoints.stopped();
          return work.tree!.problem();
        },
        littered: () => work.tree!.littered(),
      },
      onRun: (run) => running.show({ tool: 'verify', target: line(run.command), ok: passed(run) }),
      onSentBack: () => checkpoints.failed(),
    });
    await using checkpoints = checkpointing({
      box,
      clock: ports.clock,
      row,
      save: async () => work.checkpoint?.(soFar(ending, running)),
      onFailed: (why) => running.note(line(`the work so far could not be put aside: ${why}`)),
      signal: running.signal,
    });
    const talked = await running.converse(
      rung,
      {
        system: executorSystem(),
        prompt: executorTask({
          told,
          model: callName(rung.model),
          budget: running.account.left(),
          rounds: inForce.rounds,
          shell,
          map: [repositoryMap(work.entries), ...manifestLines(work.manifests ?? [])].join('\n'),
          documents: work.documents ?? [],
          instructions: work.instructions,
          mends,
          consults: running.mayConsult(rung.model),
          earlier,
        }),
        tools: [...boxTools(tools, box, row, running.show, checkpoints.around), ...ending.tools],
      },
      {
        ended: () => ending.ended() !== undefined,
        onEndTurn: remindOnce(ending, running.signal),
      },
    );
    return { talked, ending };
  };
  return endOf(await ladder([inForce.executor, ...inForce.ladder], climb, running), running);
}

const REMINDER =
  'You ended your turn without calling a tool. Call `finish` when the phase is built, `escalate` when the plan is wrong; otherwise go on.';

/** A model that ends its turn without an ending tool is reminded once; the next time its turn is taken for `finish`. */
function remindOnce(
  { finish, ended }: Pick<Finishing, 'finish' | 'ended'>,
  signal: AbortSignal,
): (turn: { text: string }) => Promise<string | undefined> {
  let reminded = false;
  return async ({ text }) => {
    if (!reminded) {
      reminded = true;
      return REMINDER;
    }
    const answer = await finish({ summary: text || '(nothing was said)', deviations: [] }, signal);
    return ended() ? undefined : answer.content;
  };
}
