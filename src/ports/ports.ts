import type { Checkpoints } from './checkpoints.ts';
import type { Clock } from './clock.ts';
import type { Files, Folders } from './folders.ts';
import type { Forge } from './forge.ts';
import type { Git } from './git.ts';
import type { Model } from './model.ts';
import type { Person } from './person.ts';
import type { Progress } from './progress.ts';
import type { Sandbox } from './sandbox.ts';
import type { Seal } from './seal.ts';
import type { Steps } from './steps.ts';

/** Everything outside. A command's signature picks what it may touch: `validate(Pick<Ports, 'git'>)` calls no model. */
export interface Ports {
  git: Git;
  forge: Forge;
  model: Model;
  sandbox: Sandbox;
  clock: Clock;
  progress: Progress;
  person: Person;
  seal: Seal;
  folders: Folders;
  files: Files;
  steps: Steps;
  checkpoints: Checkpoints;
}
