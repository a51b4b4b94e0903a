/** The process inside the sandbox: no key, no network, one tree. What it serves comes as its first line of input. */
import { env, stdin, stdout } from 'node:process';
import { serve } from '../toolbox/serve.ts';

await serve(stdin, stdout, env);
