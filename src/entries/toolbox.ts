/** What runs inside the sandbox: no key, one tree. Without a word it serves the tools; `forward` runs a command of the set-up. */
import { argv, env, stdin, stdout } from 'node:process';
import { forward } from '../toolbox/forward.ts';
import { serve } from '../toolbox/serve.ts';

const [, , word, ...command] = argv;
if (word === 'forward') process.exit(await forward(command));
await serve(stdin, stdout, env);
