/** Colours for a stream, as its user wants them. */
import pc from 'picocolors';
import type { Paint } from '../report/paint.ts';
import type { Environment } from './environments.ts';

export function paintFor(env: Environment, stream: { isTTY?: boolean }): Paint {
  const { bold, dim, red, yellow, green, cyan } = pc.createColors(colourful(env, stream));
  return { bold, dim, red, yellow, green, cyan };
}

/** https://no-color.org, and FORCE_COLOR as the field uses it. */
const colourful = (env: Environment, stream: { isTTY?: boolean }): boolean =>
  env.NO_COLOR
    ? false
    : env.FORCE_COLOR
      ? env.FORCE_COLOR !== '0'
      : Boolean(stream.isTTY) && env.TERM !== 'dumb';
