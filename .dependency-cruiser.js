// The house of docs/architecture.md: imports run one way. `npm run layers` holds it.
const pure = '^src/(plan|lifecycle|policy|outcomes|review|report|models|workflows)/';
const own = (...rooms) => `^src/(${rooms.join('|')})/`;
const PURE = ['plan', 'lifecycle', 'policy', 'outcomes', 'review', 'report', 'models', 'workflows'];

/** @param {string} room @param {string[]} allowed rooms that `room` may import, itself aside */
const mayImport = (room, ...allowed) => ({
  name: `${room}-imports`,
  severity: 'error',
  from: { path: own(room), pathNot: '\\.test\\.ts$' },
  to: { path: '^src/', pathNot: [own(room, ...allowed), '^src/text\\.d\\.ts$'] },
});

export default {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    ...PURE.map((room) => mayImport(room, ...PURE)),
    mayImport('ports', ...PURE),
    mayImport('session', ...PURE, 'ports'),
    mayImport('toolbox', ...PURE),
    mayImport('adapters', ...PURE, 'ports'),
    mayImport('demo', 'ports'),
    mayImport('commands', ...PURE, 'session', 'ports'),
    mayImport('entries', ...PURE, 'ports', 'adapters', 'commands', 'demo', 'toolbox'),
    {
      name: 'pure-rooms-touch-nothing',
      severity: 'error',
      from: { path: pure, pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'no-test-code-in-the-program',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { path: ['\\.test\\.ts$', '^test/', 'fast-check', 'vitest'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
  },
};
