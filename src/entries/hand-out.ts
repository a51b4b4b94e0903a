/**
 * The process that hands out one checkpoint: `hand-out.js <name> <file>…`. It alone has the tokens of the artifact service in its
 * environment (trust.md T18); why it could not is its one line on stderr.
 */
import { uploadArtifact } from '../adapters/artifacts/upload.ts';

/** Also where nobody is left to end it. */
const MOST = 120_000;

setTimeout(() => process.exit(1), MOST).unref();
const [name = '', ...files] = process.argv.slice(2);
try {
  await uploadArtifact(name, files);
  process.exit(0);
} catch (thrown) {
  process.stderr.write(withoutQueries(thrown instanceof Error ? thrown.message : String(thrown)), () =>
    process.exit(1),
  );
}

/** A signed address is a secret as long as it is valid. */
function withoutQueries(text: string): string {
  return text.replace(/(https?:\/\/[^\s?]*)\?\S*/g, '$1');
}
