/** A bundle's header, parsed by us: git's own reader accepts more than one job has to tell another. Pure. */

export interface BundleHeader {
  version: string;
  /** Lines that begin with `@`. */
  capabilities: string[];
  prerequisites: string[];
  refs: { id: string; name: string }[];
  /** Lines that are none of these. */
  odd: string[];
  /** Bytes up to the pack; 0 when the header does not end within HEADER_MOST. */
  length: number;
}

/** Ours has about 250 bytes. */
export const HEADER_MOST = 4096;

/** The one ref of a phase's bundle. */
export const outRef = (nonce: string): string => `refs/planfile-out/${nonce}`;

export function parseHeader(start: Uint8Array): BundleHeader {
  const text = Buffer.from(start).toString('latin1');
  const end = text.indexOf('\n\n');
  const [version = '', ...lines] = text.slice(0, Math.max(0, end)).split('\n');
  const header: BundleHeader = {
    version,
    capabilities: [],
    prerequisites: [],
    refs: [],
    odd: [],
    length: end < 0 ? 0 : end + 2,
  };
  for (const one of lines) {
    const ref = /^([0-9a-f]{40}|[0-9a-f]{64}) (refs\/\S+)$/.exec(one);
    // After the id of a prerequisite git writes its subject; nobody reads it.
    const base = /^-([0-9a-f]{40}|[0-9a-f]{64})(?: .*)?$/.exec(one);
    if (one.startsWith('@')) header.capabilities.push(one);
    else if (base !== null) header.prerequisites.push(base[1]!);
    else if (ref !== null) header.refs.push({ id: ref[1]!, name: ref[2]! });
    else header.odd.push(one);
  }
  return header;
}
