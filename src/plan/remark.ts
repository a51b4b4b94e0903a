/**
 * The problems of a plan as messages of unified, so that remark-cli and editors show them: `remark --use
 * planfile/remark plans/`. Reads the file's own text and not the tree: which extensions somebody's remark has
 * must not change what a plan means.
 */
import type { VFile } from 'vfile';
import type { Problem } from './problem.ts';
import { declaresPlan, readPlan } from './read.ts';

/** For `unified().use(…)`. Files that are no plans are let pass. */
export default function remarkPlanfile(): (tree: unknown, file: VFile) => undefined {
  return (_tree, file) => {
    const bytes = typeof file.value === 'string' ? new TextEncoder().encode(file.value) : file.value;
    if (!declaresPlan(bytes)) return;
    for (const problem of readPlan(bytes, slashes(file.path ?? 'PLAN.md')).problems) tell(file, problem);
  };
}

function tell(
  file: VFile,
  { code, severity, message, fix, line, column, endLine, endColumn }: Problem,
): void {
  const start = { line, column };
  const end = { line: endLine ?? line, column: endColumn ?? column };
  const told = file.message(message, { place: { start, end }, ruleId: code, source: 'planfile' });
  // For unified `true` is an error, `false` a warning, `undefined` a note.
  told.fatal = { error: true, warning: false, note: undefined }[severity];
  told.note = fix;
}

/** As our rules know paths: from where remark was started, with slashes. */
function slashes(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\.\//, '');
}
