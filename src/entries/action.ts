/** The action: the same handlers as the command line, with inputs, outputs, annotations and a summary as the runner has them. */
import { resolve } from 'node:path';
import { getInput, setFailed, setOutput, summary } from '@actions/core';
import { Fault } from '../ports/fault.ts';
import { forgeLine } from '../report/markdown.ts';
import { handlers } from './handlers/index.ts';
import { actionCommands } from './inputs.ts';
import { lifeline } from './lifeline.ts';
import type { Call } from './program.ts';
import { actionSummary } from './summary.ts';
import { takeTokens } from './tokens.ts';
import { wire } from './wire.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  const signal = lifeline(process);
  try {
    const call = callOf(getInput('command'), getInput('plan'));
    const cwd = resolve(process.env.GITHUB_WORKSPACE ?? '.', getInput('working-directory'));
    const tools = wire({ env: takeTokens(process.env), stdin: {}, stdout: {}, stderr: process.stderr, cwd });
    const answer = await (await handlers[call.command]())({ call, wire: tools, cwd, signal });
    tools.progress.end?.();
    process.stdout.write(answer.text);
    setOutput('holds', answer.exit === 0);
    setOutput('errors', errorsIn(answer.json));
    setOutput('json', answer.json);
    // The runner gives every step a file for this; a shell on somebody's machine does not.
    if (process.env.GITHUB_STEP_SUMMARY) {
      const more = (await answer.markdown?.()) ?? '';
      await summary.addRaw(`${actionSummary(call.command, answer.json)}\n${more}`).write();
    }
    return answer.exit;
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

/** `run` is a name that people will try here: it is refused by name, with the way out. */
function callOf(command: string, plan: string): Call {
  if (command === 'run') {
    throw new Fault(
      'usage',
      'run-in-ci',
      '`run` is for the machine of a person: here its steps are jobs of their own, so that the key, the token and model-written code never meet',
      'Use the execute workflow: schedule, execute, verify, review and publish as separate jobs (docs/architecture.md).',
    );
  }
  const known = actionCommands.find((name) => name === command);
  if (known === undefined) {
    throw new Fault(
      'usage',
      'command-unknown',
      `the action has no command ${JSON.stringify(command)}`,
      `One of: ${actionCommands.join(', ')}.`,
    );
  }
  const names = plan.split('\n').flatMap((line) => line.trim() || []);
  if (known === 'gate' && names.length !== 1) {
    throw new Fault(
      'usage',
      'plan-missing',
      'gate decides about one plan: which?',
      'Name it with the input `plan`.',
    );
  }
  return { command: known, arguments: names, options: known === 'validate' ? { format: 'github' } : {} };
}

function errorsIn(json: unknown): number {
  const problems = (json as { problems?: { severity: string }[] }).problems ?? [];
  return problems.filter(({ severity }) => severity === 'error').length;
}
