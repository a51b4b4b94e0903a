/** The command line: parse, wire, run one handler, print once; one catch for whatever is thrown. */
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { Fault } from '../ports/fault.ts';
import { handlers } from './handlers/index.ts';
import { lifeline } from './lifeline.ts';
import { paintFor } from './paint.ts';
import { parseCall } from './program.ts';
import { takeTokens } from './tokens.ts';
import { version } from './version.ts';
import { wire } from './wire.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  const signal = lifeline(process);
  const { stdin, stdout, stderr } = process;
  const env = takeTokens(process.env);
  // A terminal that is closed hears nothing any more; what was begun is brought to its end all the same.
  stderr.on('error', () => {});
  const json = argv.includes('--json');
  const print = (document: unknown) => void stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  try {
    const parsed = await parseCall(argv, version, Boolean(stdout.isTTY));
    if (!('call' in parsed)) {
      if (json) print(parsed);
      else stdout.write('help' in parsed ? parsed.help : `${parsed.version}\n`);
      return 0;
    }
    const { call } = parsed;
    const cwd = folderOf(call.options.C);
    const handler = await handlers[call.command]();
    const tools = wire({ env, stdin, stdout, stderr, cwd, send: sender(process) });
    const answer = await handler({ call, wire: tools, cwd, signal });
    if (json) print(answer.json);
    else stdout.write(answer.text);
    return answer.exit;
  } catch (thrown) {
    const fault = faultOf(thrown);
    const { bold, red, cyan } = paintFor(env, stderr);
    if (json) print({ fault: { code: fault.code, message: fault.message, fix: fault.fix } });
    stderr.write(
      `${red(bold('planfile:'))} ${fault.message}\n${fault.fix ? `  ${cyan('fix:')} ${fault.fix.replaceAll('\n', '\n       ')}\n` : ''}`,
    );
    return fault.exit;
  }
}

/** To whoever started this process over a channel. When they are gone, nobody hears it any more: that is no fault (lifeline.ts). */
function sender(process: NodeJS.Process): ((message: unknown) => void) | undefined {
  if (process.send === undefined) return undefined;
  return (message) => void process.send?.(message, undefined, undefined, () => {});
}

/** As git takes `-C`: each is relative to the one before it. By its real path, for git answers with real paths, too. */
function folderOf(given: unknown): string {
  const folder = resolve(...(Array.isArray(given) ? given : []));
  try {
    return realpathSync(folder);
  } catch {
    return folder; // that it is not there is told by whoever opens the repository
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
