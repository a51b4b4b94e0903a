/** The command line: parse, wire, run one handler, print once; one catch for whatever is thrown. */
import { resolve } from 'node:path';
import { Fault } from '../ports/fault.ts';
import { handlers } from './handlers/index.ts';
import { lifeline } from './lifeline.ts';
import { parseCall } from './program.ts';
import { version } from './version.ts';
import { wire } from './wire.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  const signal = lifeline(process);
  const tools = wire({
    env: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
  });
  const json = argv.includes('--json');
  try {
    const parsed = await parseCall(argv, version, Boolean(process.stdout.isTTY));
    if ('help' in parsed) {
      process.stdout.write(parsed.help);
      return 0;
    }
    const { call } = parsed;
    const cwd = resolve(typeof call.options.C === 'string' ? call.options.C : '.');
    const handler = await handlers[call.command]();
    const answer = await handler({ call, wire: tools, cwd, signal });
    process.stdout.write(json ? `${JSON.stringify(answer.json, null, 2)}\n` : answer.text);
    return answer.exit;
  } catch (thrown) {
    const fault = faultOf(thrown);
    const { bold, red, cyan } = tools.paint;
    if (json)
      process.stdout.write(
        `${JSON.stringify({ fault: { code: fault.code, message: fault.message, fix: fault.fix } }, null, 2)}\n`,
      );
    process.stderr.write(
      `${red(bold('planfile:'))} ${fault.message}\n${fault.fix ? `  ${cyan('fix:')} ${fault.fix.replaceAll('\n', '\n       ')}\n` : ''}`,
    );
    return fault.exit;
  }
}

/** Anything thrown becomes a fault: nothing passes green, and no stack is shown for what is a person's to mend. */
function faultOf(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  const message = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return new Fault(
    'undecided',
    'unexpected',
    `this should not have happened: ${message}`,
    'Please report it, with what you ran.',
    { cause: thrown },
  );
}
