/** The job summary of publish: how each phase ended and where its work is, the check, the pull request, what was not possible. */
import type { Landing } from '../outcomes/landing.ts';
import { codeSpan, forgeLine } from './markdown.ts';
import { CHECK_MARKS } from './review.ts';
import { markdownTable } from './table.ts';

export function landingMarkdown(landing: Landing): string {
  const { plan, branch, ended, check, pull, notes } = landing;
  const table = markdownTable({
    columns: [{ title: 'phase' }, { title: 'ended' }, { title: 'work' }, { title: 'why' }],
    rows: ended.map(({ phase, outcome, reason, message, commit, kept }) => [
      codeSpan(phase),
      `${outcome}${reason ? ` (${reason})` : ''}`,
      commit?.slice(0, 12) ?? (kept === null ? '' : codeSpan(kept)),
      forgeLine(message, 500),
    ]),
  });
  return [
    `### ${codeSpan(plan)} on ${codeSpan(branch)}${pull === null ? '' : `, pull request #${pull}`}`,
    table,
    `**Check** ${CHECK_MARKS[check.conclusion]} ${forgeLine(check.title)}`,
    ...(notes.length > 0 ? [notes.map((note) => `- ${forgeLine(note)}`).join('\n')] : []),
  ].join('\n\n');
}
