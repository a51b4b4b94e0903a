import { defineConfig, type Plugin } from 'rolldown';

/** Of the price list only one provider's part is ever asked (models/prices.ts): the rest is 600 kB that every start would read. */
export const anthropicPrices: Plugin = {
  name: 'anthropic-prices',
  transform: {
    filter: { id: /@pydantic\/genai-prices\/dist\/index\.js$/ },
    handler(code) {
      const [, list] = /^const \w+ = \[\n(.*?)\n\][,;]/s.exec(code) ?? [];
      const own = list?.split(/,\n(?= {2}\{\n)/).find((one) => one.startsWith('  {\n    id: "anthropic",'));
      if (list === undefined || own === undefined)
        return this.error('the price list is written otherwise now');
      return code.replace(list, () => own);
    },
  },
};

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
  plugins: [anthropicPrices],
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
