/** The action's inputs as a call of a command: what a person would have typed. Pure. */
import { Fault } from '../ports/fault.ts';
import { type ActionInput, actionCommands } from './inputs.ts';
import type { Call } from './program.ts';

/** @param outcomes the folder of the outcomes where the input names none */
export function actionCall(input: (name: ActionInput) => string, outcomes: string): Call {
  const command = commandOf(input('command'));
  const lines = (name: ActionInput) =>
    input(name)
      .split('\n')
      .flatMap((line) => line.trim() || []);
  const words = (name: ActionInput) =>
    input(name)
      .split(/[\s,]+/)
      .filter((word) => word !== '');
  const plans = lines('plan');
  const out = input('outcomes') || outcomes;
  const call = (options: Call['options'], names: readonly string[] = []): Call => ({
    command,
    arguments: names,
    options,
  });
  const onePlan = (): string[] => {
    if (plans.length === 1) return plans;
    throw new Fault(
      'usage',
      'plan-missing',
      `${command} ${command === 'gate' ? 'decides about' : 'works on'} one plan: which?`,
      'Name it with the input `plan`.',
    );
  };
  switch (command) {
    case 'validate':
      return call({ format: 'github' }, plans);
    case 'gate':
      return call({}, onePlan());
    case 'issues':
      return call({}, plans.length === 0 ? [] : onePlan());
    case 'report':
      return call({ html: input('html').trim() || undefined }, plans.length === 0 ? [] : onePlan());
    case 'schedule': {
      const after = input('after').trim();
      const options = {
        phase: words('phases'),
        fix: words('fix'),
        out,
        dryRun: input('dry-run').trim() === 'true',
      };
      // A comment names its plan itself.
      return call({ ...options, ...(after ? { after } : {}) }, plans.length === 0 ? [] : onePlan());
    }
    case 'request':
      return call({ out, issue: input('issue').trim() || undefined }, [input('goal').trim()]);
    case 'request-review':
      return call({ out }, words('pull'));
    case 'draft':
      return call({ out, outcomes: out, context: lines('context') });
    case 'execute':
      return call({ phase: input('phase').trim() || undefined, out, context: lines('context') });
    case 'review':
      return call({ out, context: lines('context') });
    case 'verify':
    case 'publish':
      return call({ out });
    default:
      return call({}, plans);
  }
}

/** `run` is a name that people will try here: it is refused by name, with the way out. */
function commandOf(command: string): (typeof actionCommands)[number] {
  if (command === 'run') {
    throw new Fault(
      'usage',
      'run-in-ci',
      '`run` is for the machine of a person: here its steps are jobs of their own, so that the key, the token and model-written code never meet',
      'Use the execute workflow: schedule, execute, verify, review and publish as separate jobs (docs/architecture.md).',
    );
  }
  const known = actionCommands.find((name) => name === command);
  if (known !== undefined) return known;
  throw new Fault(
    'usage',
    'command-unknown',
    `the action has no command ${JSON.stringify(command)}`,
    `One of: ${actionCommands.join(', ')}.`,
  );
}
