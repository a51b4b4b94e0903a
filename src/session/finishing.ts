/**
 * The two tools of ours that end a session, and what `finish` sets off: the phase's verify commands, run by the program. A
 * failure goes back to the model for a number of rounds; only a pass makes the phase built.
 */
import { z } from 'zod';
import { fence } from '../models/prompts/render.ts';
import type { Tool } from '../ports/model.ts';
import type { Box, CommandRun, ToolAnswer } from '../ports/sandbox.ts';
import type { Row } from './box-tools.ts';
import { line } from './limits.ts';

const finishInput = z.strictObject({
  summary: z.string().min(1).describe('What you built, and what a reviewer should know. A few sentences.'),
  deviations: z
    .array(z.string().min(1))
    .default([])
    .describe('Every deviation from the plan, each with its reason; an empty list when there is none.'),
});
const escalateInput = z.strictObject({
  because: z.string().min(1).describe('Why the plan is wrong, with the evidence that you saw.'),
  proposal: z.string().min(1).describe('What the plan should say instead.'),
});

type Finish = z.output<typeof finishInput>;
type Escalation = z.output<typeof escalateInput>;

export type Finished =
  | { how: 'verified' }
  | { how: 'verify-failed'; run: CommandRun }
  /** A person said no to it. */
  | { how: 'not-allowed'; run: CommandRun }
  | { how: 'escalated'; escalation: Escalation };

/** Looks at the tree while nothing runs over it. */
export interface TreeWatch {
  /** Before verify: why what stands there could not land, in the middle of a sentence; undefined: it could. */
  problem(): Promise<string | undefined>;
  /** After a verify that failed: what it wrote where the phase may not write is not the model's. */
  littered(): Promise<void>;
}

export interface FinishOptions {
  box: Box;
  verify: readonly string[];
  /** How often a failure goes back. */
  rounds: number;
  row: Row;
  tree?: TreeWatch | undefined;
  onRun(run: CommandRun): void;
  /** A failure is about to go back; nothing runs meanwhile. */
  onSentBack?(): Promise<void>;
}

export interface Finishing {
  tools: Tool[];
  /** What the tools do, for a model that ends its turn without calling one. */
  finish(said: Finish, signal?: AbortSignal): Promise<ToolAnswer>;
  /** undefined while the session goes on. */
  ended(): Finished | undefined;
  said(): Finish;
  runs(): readonly CommandRun[];
  rounds(): number;
}

export function finishing({ box, verify, rounds, row, tree, onRun, onSentBack }: FinishOptions): Finishing {
  let ended: Finished | undefined;
  let said: Finish = { summary: '', deviations: [] };
  let runs: CommandRun[] = [];
  let sentBack = 0;

  async function finish(what: Finish, signal?: AbortSignal): Promise<ToolAnswer> {
    said = what;
    runs = [];
    const problem = await tree?.problem();
    if (problem !== undefined && sentBack < rounds) {
      sentBack += 1;
      return { content: notVerified(problem, sentBack, rounds), isError: true };
    }
    for (const command of verify) {
      const run = await box.run(command, signal);
      if (signal?.aborted) return { content: 'cancelled', isError: true };
      runs.push(run);
      onRun(run);
      if (passed(run)) continue;
      if (run.notAllowed) {
        ended = { how: 'not-allowed', run };
        return { content: 'a person did not allow it; the session ends here.', isError: true };
      }
      await tree?.littered();
      if (sentBack >= rounds) {
        ended = { how: 'verify-failed', run };
        return { content: 'verify failed again; the session ends here.', isError: true };
      }
      sentBack += 1;
      await onSentBack?.();
      return { content: failure(run, sentBack, rounds), isError: true };
    }
    ended = { how: 'verified' };
    return { content: 'verify passed; the phase is built.', isError: false };
  }

  const tools: Tool[] = [
    ending(
      'finish',
      'The phase is built: ends the session once its verify commands pass.',
      finishInput,
      finish,
    ),
    ending(
      'escalate',
      'The plan is wrong: ends the session and asks for a revision.',
      escalateInput,
      async (escalation) => {
        ended = { how: 'escalated', escalation };
        return { content: 'escalated; the session ends here.', isError: false };
      },
    ),
  ];

  /** One of the two, in the row with all other calls. */
  function ending<S extends z.ZodType>(
    name: string,
    description: string,
    schema: S,
    run: (input: z.output<S>, signal?: AbortSignal) => Promise<ToolAnswer>,
  ): Tool {
    return {
      name,
      description,
      input: schemaOf(schema),
      run: (raw, signal) =>
        row(async () => {
          const input = schema.safeParse(raw);
          if (!input.success) return { content: z.prettifyError(input.error), isError: true };
          return run(input.data, signal);
        }),
    };
  }

  return {
    tools,
    finish: (what, signal) => row(() => finish(what, signal)),
    ended: () => ended,
    said: () => said,
    runs: () => runs,
    rounds: () => sentBack,
  };
}

/** Without the dialect's name: it is sent with every conversation. */
function schemaOf(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}

export const passed = ({ exit, timedOut }: CommandRun): boolean => exit === 0 && !timedOut;

/** Said before verify is run: a tree that may not land is not worth the wait. */
const notVerified = (problem: string, round: number, rounds: number): string =>
  `not verified yet (${round} of ${rounds}): ${line(problem)}. Remove what is not part of the work, put back what was there before, and call finish again. A shell begins anew now.`;

const failure = (run: CommandRun, round: number, rounds: number): string =>
  `verify failed (${round} of ${rounds}): the command below ${howItFailed(run)}. Mend the cause and call finish again.\n${evidence(run)}`;

export const howItFailed = ({ exit, timedOut, seconds }: CommandRun): string =>
  `${timedOut ? 'ran out of time' : `ended with ${exit === null ? 'a signal' : `exit ${exit}`}`} after ${seconds.toFixed(1)} s`;

/** A failed command and its output, between marks that neither can contain. */
export const evidence = ({ command, tail }: CommandRun): string =>
  `${fence('command', command)}\n${fence('output', tail === '' ? '(no output)' : tail)}`;
