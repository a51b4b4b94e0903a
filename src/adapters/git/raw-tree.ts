/** A tree object as git stores it. */
export interface RawEntry {
  /** As stored: `40000` for a folder. */
  mode: string;
  name: string;
  id: string;
}

/** `<mode> <name>` up to a NUL, then the id's bytes. */
export function entriesOf(raw: Buffer, idBytes: number): RawEntry[] {
  const found: RawEntry[] = [];
  for (let at = 0; at < raw.length; ) {
    const space = raw.indexOf(32, at);
    const nul = raw.indexOf(0, space);
    if (space < 0 || nul < 0) break;
    found.push({
      mode: raw.toString('latin1', at, space),
      name: raw.toString('utf8', space + 1, nul),
      id: raw.toString('hex', nul + 1, nul + 1 + idBytes),
    });
    at = nul + 1 + idBytes;
  }
  return found;
}
