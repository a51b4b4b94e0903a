/**
 * What ends a command early: Ctrl-C, SIGTERM, a terminal that is closed, and the death of the `run` that started this step (its channel closes, also
 * after `kill -9`). All of them become one signal; whoever works on something yields it and ends.
 */
import { Fault } from '../ports/fault.ts';

export function lifeline(process: NodeJS.Process): AbortSignal {
  const controller = new AbortController();
  const end = (why: string) => () => {
    controller.abort(
      new Fault('cancelled', 'cancelled', why, 'What was paid for is kept; run it again to go on.'),
    );
  };
  process.once('SIGINT', end('interrupted'));
  process.once('SIGTERM', end('asked to end'));
  // It comes more than once: from the terminal, and again when whoever led the session is gone.
  process.on('SIGHUP', end('its terminal is gone'));
  if (process.channel) {
    process.once('disconnect', end('the run that started this step is gone'));
    // The channel is watched, but does not keep a finished step alive.
    process.channel.unref();
  }
  return controller.signal;
}
