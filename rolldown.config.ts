import { defineConfig } from 'rolldown';

/** dist/ is committed, so it stays readable: split by entry, unminified, stable names. */
export default defineConfig({
  input: {
    planfile: 'src/entries/planfile.ts',
    cli: 'src/entries/cli.ts',
    action: 'src/entries/action.ts',
    toolbox: 'src/entries/toolbox.ts',
    'hand-out': 'src/entries/hand-out.ts',
    remark: 'src/plan/remark.ts',
  },
  platform: 'node',
  moduleTypes: { '.md': 'text', '.bash': 'text', '.yml': 'text' },
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    banner: (chunk) => (chunk.name === 'planfile' ? '#!/usr/bin/env node' : ''),
  },
});
