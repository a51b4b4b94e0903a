/** Where a repository is, and how it names its objects. */
import type { ObjectFormat } from './directory.ts';

export interface Found {
  /** The common git directory: refs and objects of all work trees. */
  commonDir: string;
  /** The git directory of this work tree, whose HEAD counts. */
  gitDir: string;
  root: string | undefined;
  format: ObjectFormat;
}
