/** What the handlers of a request, and of what comes of it, have in common: where they run, and how it is told. */
import { Fault } from '../../ports/fault.ts';
import type { Forge } from '../../ports/forge.ts';
import { type Job, requireDefaultBranch } from '../job.ts';
import type { Answer, HandlerContext } from './answer.ts';

/** Who asks is checked on a forge, in a job with the default branch's workflow. `locally`: what a person does instead. */
export async function requestJob(
  { job, github }: Pick<HandlerContext['wire'], 'job' | 'github'>,
  { what, locally }: { what: string; locally: string },
): Promise<{ forge: Forge; job: Job }> {
  await requireDefaultBranch({ job, github });
  const forge = await github();
  if (forge !== undefined && job !== undefined) return { forge, job };
  throw new Fault(
    'usage',
    'no-forge',
    `${what} is checked in a job on a forge`,
    `On your machine: ${locally}.`,
  );
}

/** Lines, one under the other; in the summary each is an item of its own. */
export const told = (lines: readonly string[]): Pick<Answer, 'text' | 'markdown'> => ({
  text: `${lines.join('\n')}\n`,
  markdown: async () => {
    const { forgeLine } = await import('../../report/markdown.ts');
    return lines.map((line) => `- ${forgeLine(line)}\n`).join('');
  },
});

/** The same of one line, which is no list. */
export const toldLine = (line: string): Pick<Answer, 'text' | 'markdown'> => ({
  text: `${line}\n`,
  markdown: async () => `${(await import('../../report/markdown.ts')).forgeLine(line)}\n`,
});
