/** Keeps the end of an output, whatever its length: where errors stand. */
export interface Tail {
  add(chunk: Buffer): void;
  /** All bytes that came, kept or not. */
  readonly total: number;
  /** At most `limit` bytes; says in its first line how much is left out. */
  text(): string;
}

export function tail(limit: number): Tail {
  let chunks: Buffer[] = [];
  let held = 0;
  let total = 0;
  return {
    add: (chunk) => {
      chunks.push(chunk);
      held += chunk.length;
      total += chunk.length;
      if (held > 2 * limit + 65_536) {
        chunks = [Buffer.concat(chunks).subarray(-limit)];
        held = limit;
      }
    },
    get total() {
      return total;
    },
    text: () => {
      const all = Buffer.concat(chunks);
      if (total <= limit) return all.toString();
      const note = `[${total - limit} bytes before this are left out]\n`;
      const end = all.subarray(-Math.max(0, limit - note.length)).toString();
      // A character that was cut in two decodes to replacement characters.
      return (note + end.replace(/^\uFFFD{1,3}/, '')).slice(0, limit);
    },
  };
}
