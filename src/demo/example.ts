/** The demo's project: real files for a temporary repository, whose tests need nothing installed. */
import { before } from './example.generated.ts';

export interface DemoExample {
  files: readonly { path: string; text: string }[];
  planPath: string;
  planId: string;
  /** All that the replay ever has run, besides the toolbox's own tools: what may run where there is no sandbox. */
  commands: readonly string[];
}

export function demoExample(): DemoExample {
  return {
    files: Object.entries(before).map(([path, text]) => ({ path, text })),
    planPath: 'plans/readable-addresses.md',
    planId: 'readable-addresses',
    commands: ['node --test'],
  };
}
