/** The action: the same handlers as the command line, with inputs, outputs, annotations and a summary as the runner has them. */
import { join, resolve } from 'node:path';
import { getInput, setFailed, setOutput, summary } from '@actions/core';
import { Fault } from '../ports/fault.ts';
import { forgeLine } from '../report/markdown.ts';
import { actionCall } from './action-call.ts';
import { handOn, takeDownloads } from './downloaded.ts';
import { handlers } from './handlers/index.ts';
import { outcomesFolder } from './job.ts';
import { lifeline } from './lifeline.ts';
import type { Call } from './program.ts';
import { actionSummary } from './summary.ts';
import { takeTokens } from './tokens.ts';
import { wire } from './wire.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  const signal = lifeline(process);
  try {
    const env = takeTokens(process.env);
    const cwd = resolve(env.GITHUB_WORKSPACE ?? '.', getInput('working-directory'));
    const tools = wire({ env, stdin: {}, stdout: {}, stderr: process.stderr, cwd });
    const call = actionCall(getInput, tools.job ? outcomesFolder(tools.job) : join(cwd, '.planfile'));
    const folder = typeof call.options.out === 'string' ? resolve(cwd, call.options.out) : undefined;
    if (folder) {
      const downloads = { command: call.command, folder, expect: getInput('expect') };
      await takeDownloads(downloads, tools.progress);
    }
    try {
      const answer = await (await handlers[call.command]())({ call, wire: tools, cwd, signal });
      process.stdout.write(answer.text);
      setOutput('holds', answer.exit === 0);
      setOutput('errors', errorsIn(answer.json));
      setOutput('json', answer.json);
      for (const [name, value] of Object.entries(answer.outputs ?? {})) setOutput(name, value);
      // The runner gives every step a file for this; a shell on somebody's machine does not.
      if (process.env.GITHUB_STEP_SUMMARY) {
        const more = (await answer.markdown?.()) ?? '';
        await summary.addRaw(`${actionSummary(call.command, answer.json)}\n${more}`).write();
      }
      return answer.exit;
    } finally {
      tools.progress.end?.();
      // A step that ends in a fault has mostly written its outcome all the same.
      if (folder) await handOnOutcome(call, folder);
    }
  } catch (thrown) {
    const fault = thrown instanceof Fault ? thrown : undefined;
    const message = fault
      ? `${fault.message}. ${fault.fix}`
      : `this should not have happened: ${String(thrown)}`;
    setFailed(message);
    if (process.env.GITHUB_STEP_SUMMARY)
      await summary.addRaw(`**Planfile** could not answer: ${forgeLine(message)}\n`).write();
    return fault?.exit ?? 3;
  }
}

async function handOnOutcome({ command, options }: Call, folder: string): Promise<void> {
  const phase = typeof options.phase === 'string' ? options.phase : undefined;
  const outcome = await handOn(command, folder, phase);
  setOutput('outcome', outcome?.folder ?? '');
  setOutput('digest', outcome?.digest ?? '');
}

function errorsIn(json: unknown): number {
  const problems = (json as { problems?: { severity: string }[] }).problems ?? [];
  return problems.filter(({ severity }) => severity === 'error').length;
}
