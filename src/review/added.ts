/** Added lines of a unified diff, with their line numbers in the new file. */
export function addedLines(diff: string): Map<string, { line: number; text: string }[]> {
  const added = new Map<string, { line: number; text: string }[]>();
  let path: string | undefined;
  let line = 0;
  // Inside a hunk a line is content, whatever it looks like: the header's counts say where the hunk ends.
  let oldLeft = 0;
  let newLeft = 0;
  for (const text of diff.split('\n')) {
    if (oldLeft > 0 || newLeft > 0) {
      if (text.startsWith('+')) {
        if (path !== undefined) added.set(path, [...(added.get(path) ?? []), { line, text: text.slice(1) }]);
        line += 1;
        newLeft -= 1;
      } else if (text.startsWith('-')) {
        oldLeft -= 1;
      } else if (!text.startsWith('\\')) {
        line += 1;
        oldLeft -= 1;
        newLeft -= 1;
      }
      continue;
    }
    const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(text);
    if (hunk) {
      oldLeft = Number(hunk[1] ?? 1);
      line = Number(hunk[2]);
      newLeft = Number(hunk[3] ?? 1);
    } else if (text.startsWith('+++ ')) {
      path = text === '+++ /dev/null' ? undefined : text.slice(4).replace(/^b\//, '');
    }
  }
  return added;
}
