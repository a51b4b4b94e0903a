import { defineConfig, type Plugin } from 'rolldown';

/**
 * Of the price list only one provider's part is ever asked (models/prices.ts), and most sessions run on models of its supplement: the
 * other providers' 600 kB are left out, and what it makes of its units at once is made when it is first asked.
 */
export const anthropicPrices: Plugin = {
  name: 'anthropic-prices',
  transform: {
    filter: { id: /@pydantic\/genai-prices\/dist\/index\.js$/ },
    handler(code) {
      const [, list] = /^const \w+ = \[\n(.*?)\n\][,;]/s.exec(code) ?? [];
      const own = list?.split(/,\n(?= {2}\{\n)/).find((one) => one.startsWith('  {\n    id: "anthropic",'));
      const [exported, calcPrice] = /\nexport \{[^}]*?(\w+) as calcPrice\b[^}]*\};\s*$/.exec(code) ?? [];
      if (list === undefined || own === undefined || exported === undefined)
        return this.error('the price list is written otherwise now');
      const body = code.replace(list, () => own).replace(exported, () => `\nreturn ${calcPrice};`);
      return `let asked;\nfunction load() {\n${body}\n}\nexport const calcPrice = (...given) => (asked ??= load())(...given);\n`;
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
