/** The handler of `report`: the account of plans on a terminal, as markdown, as JSON, and as a page in a file. */
import { resolve } from 'node:path';
import { report } from '../../commands/report.ts';
import { figuresText } from '../../report/figures/text.ts';
import { type Handler, text } from './answer.ts';

export const onReport: Handler = async ({ call, wire, cwd }) => {
  await using git = await wire.git(cwd);
  const figures = await report({ name: call.arguments[0] }, { git, clock: wire.clock });
  const page = text(call, 'html');
  if (page !== undefined) {
    const { figuresPage } = await import('../../report/figures/page/page.ts');
    await wire.files.write(resolve(cwd, page), figuresPage(figures));
    wire.progress.note(`the page was written to ${page}`);
  }
  const detailed = call.arguments.length > 0;
  const markdown = async () => {
    const { figuresMarkdown } = await import('../../report/figures/markdown.ts');
    return figuresMarkdown(figures, { detailed });
  };
  const printed =
    text(call, 'format') === 'markdown'
      ? await markdown()
      : figuresText(figures, { width: wire.columns, paint: wire.paint, detailed });
  return { exit: 0, json: figures, text: printed, markdown };
};
