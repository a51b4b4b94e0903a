/**
 * What the base's `.gitignore` files name; the bytes are the base's, never those that a session may have written. Pure.
 *
 * All files become one list of patterns from the root on, the deeper ones later: the last that matches decides, as git has
 * it. One list per file would not do, for a deeper file may take back what a shallower one says of a whole folder.
 */
import ignore from 'ignore';

/** `files` are texts by path, `sub/.gitignore`. Asks for one path; folders above it that are ignored count too. */
export function ignoreRules(files: ReadonlyMap<string, string>): (path: string, folder: boolean) => boolean {
  const rules = ignore({ ignorecase: false });
  const byDepth = [...files].sort(([a], [b]) => depth(a) - depth(b));
  for (const [path, text] of byDepth) {
    const folder = path.slice(0, -'.gitignore'.length);
    const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
    rules.add(folder === '' ? lines : lines.flatMap((line) => fromRoot(line, folder)));
  }
  return (path, folder) => rules.ignores(folder ? `${path}/` : path);
}

const depth = (path: string): number => path.split('/').length;

/** A pattern of `folder` (which ends in a slash) as the root's: one without a slash inside matches at every depth. */
function fromRoot(line: string, folder: string): string[] {
  const negative = line.startsWith('!');
  const pattern = negative ? line.slice(1) : line;
  if (line.startsWith('#') || pattern.trim() === '') return [];
  const anchored = /\/(?=.*[^ ])/.test(pattern.replace(/\/ *$/, ''));
  const place = `/${folder.replace(/[*?[\]\\]/g, '\\$&')}`;
  const below = anchored ? pattern.replace(/^\//, '') : `**/${pattern}`;
  return [`${negative ? '!' : ''}${place}${below}`];
}
