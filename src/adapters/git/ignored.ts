/** What the base's `.gitignore` files name; the bytes are the base's, never those that a session may have written. Pure. */
import ignore, { type Ignore } from 'ignore';

/** `files` are the base's `.gitignore` files by path. The answer is for one path whose parent folders are not ignored. */
export function ignoreRules(files: ReadonlyMap<string, string>): (path: string, folder: boolean) => boolean {
  const byFolder = new Map<string, Ignore>();
  for (const [path, text] of files) {
    const folder = path.slice(0, -'.gitignore'.length);
    byFolder.set(folder, ignore({ ignorecase: false, allowRelativePaths: true }).add(text));
  }
  return (path, folder) => {
    // The deepest file that says anything decides, as git has it.
    for (let at = path.lastIndexOf('/'); ; at = path.lastIndexOf('/', at - 1)) {
      const place = path.slice(0, at + 1);
      const verdict = byFolder.get(place)?.test(path.slice(at + 1) + (folder ? '/' : ''));
      if (verdict?.ignored) return true;
      if (verdict?.unignored) return false;
      if (at < 0) return false;
    }
  };
}
