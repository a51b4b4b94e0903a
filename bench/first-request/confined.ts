/** Prints the command line that proves a sandbox, as ours is: `<folder of the bundle> <PATH>`. */
import { GUARDS } from '../../src/adapters/bubblewrap/guards/index.ts';
import { launch } from '../../src/adapters/bubblewrap/launch.ts';
import { PROBE } from '../../src/adapters/bubblewrap/probe.ts';
import { searchPath } from '../../src/adapters/bubblewrap/search-path.ts';
import { readSystem } from '../../src/adapters/bubblewrap/system.ts';

const [, , bundle, path] = process.argv;
const layout = {
  tree: '/usr',
  writable: false,
  home: undefined,
  setUp: undefined,
  runtime: process.execPath,
  bundle: bundle!,
  mounts: [],
  system: readSystem(),
  searchPath: searchPath(path!, []),
};
const root = process.getuid?.() === 0;
const identity = root ? GUARDS.find((guard) => guard.kind === 'identity')?.identity : undefined;
const { file, args, environment } = launch(layout, GUARDS, identity, PROBE);
process.stdout.write(JSON.stringify({ file, args, environment: { ...environment } }));
