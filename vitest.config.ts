import { configDefaults, defineConfig, type Plugin } from 'vitest/config';

/** Prompts, shell scripts and workflows are imported as text; the bundler has the same rule (rolldown.config.ts). */
const textFiles: Plugin = {
  name: 'text-files',
  transform: (code, id) =>
    /\.(md|bash|yml)$/.test(id) ? `export default ${JSON.stringify(code)}` : undefined,
};

/**
 * Stories of whole repositories on the double of GitHub take seconds each. `npm test` plays of each room the files that tell its main way
 * and its guards; these it leaves to `npm run soak`, which plays everything.
 */
const SOAKED = process.env.SOAK
  ? []
  : [
      'test/stories/gate/{authors,changes,merges,policy,schedule,troubles}.test.ts',
      'test/stories/merged/*.test.ts',
      'test/stories/schedule/schedule.test.ts',
      'test/stories/issues/idempotent.test.ts',
      'test/stories/publish/{by-hand,by-hand-guards,cut-off,review,troubles,undo}.test.ts',
      'test/stories/draft/publish.test.ts',
      'test/stories/pulls/{false-green,forks,lines,memory}.test.ts',
      'test/end-to-end/{branch,disturbed,waves}.test.ts',
    ];

export default defineConfig({
  plugins: [textFiles],
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...SOAKED],
    globalSetup: 'test/node-version.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One more than cores: much of the time a test waits for processes that it started.
    maxWorkers: 3,
    // No module here keeps a state, and none is mocked: files share a worker's modules, and load them once.
    isolate: false,
    // Whole runs of the program race real clocks here: a hiccup of CI's machine is no failure, the same thing twice is.
    retry: process.env.CI ? 1 : 0,
    env: { NO_COLOR: '1' },
  },
});
