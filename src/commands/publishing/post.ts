/** One of the things that publish writes where people look, and what came of them. */
import type { Fault } from '../../ports/fault.ts';
import type { Pull } from '../../ports/forge.ts';
import type { Told } from './told.ts';
import type { PublishPorts } from './wave.ts';

export interface Posted {
  pull: Pull | undefined;
  files: string[];
  notes: string[];
  /** Of the posts that failed, the one by whose kind the step ends; null: none did. */
  fault: Fault | null;
}
export type Post = (told: Told, ports: PublishPorts) => Promise<Partial<Posted>>;
