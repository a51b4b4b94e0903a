/**
 * What a session is told beside its phase: the repository's map and manifests, agent instructions, and the documents that a person
 * gave along. All of it is read before the session starts: nothing is opened in a tree that a session can write (trust.md T13).
 */
import { join, resolve } from 'node:path';
import { findSecrets } from '../outcomes/secrets.ts';
import { Fault } from '../ports/fault.ts';
import type { Repository } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';
import { type Document, type Packed, packDocuments } from '../session/documents.ts';
import type { PhaseWork } from '../session/execute.ts';
import { MANIFESTS, type Manifest } from '../session/manifests.ts';

/** `base`: what is built on; `trusted`: the default branch's commit, where there is one (trust.md T1). */
export async function introduction(
  { base, trusted, documents }: { base: string; trusted: string | null; documents: readonly Packed[] },
  { git: { repository } }: Pick<Ports, 'git'>,
): Promise<Pick<PhaseWork, 'entries' | 'manifests' | 'instructions' | 'documents'>> {
  const entries = (await repository.entries(base)).map(({ path, size }) => ({ path, bytes: size }));
  const small = new Set(entries.flatMap(({ path, bytes }) => ((bytes ?? 0) <= MANIFEST_BYTES ? [path] : [])));
  return {
    entries,
    manifests: await read(
      repository,
      base,
      MANIFESTS.filter((path) => small.has(path)),
    ),
    instructions: (trusted === null ? [] : await read(repository, trusted, INSTRUCTION_FILES)).map(
      ({ path, text }) => ({ path, text: text.slice(0, INSTRUCTIONS_MOST) }),
    ),
    documents,
  };
}

const MANIFEST_BYTES = 262_144;
/** Agent instruction files come from the default branch, whatever the branch that is built on says (trust.md T1). */
export const INSTRUCTION_FILES = ['AGENTS.md', 'CLAUDE.md'];
export const INSTRUCTIONS_MOST = 20_000;

async function read(repository: Repository, commit: string, paths: readonly string[]): Promise<Manifest[]> {
  const found: Manifest[] = [];
  for (const path of paths) {
    const bytes = await repository.read(commit, path);
    if (bytes) found.push({ path, text: new TextDecoder().decode(bytes) });
  }
  return found;
}

/**
 * The documents of `--context`, packed; a folder stands for the texts in it. Throws a fault for one that is not there, is no text or
 * holds a secret.
 */
export async function contextDocuments(
  paths: readonly string[],
  cwd: string,
  { files }: Pick<Ports, 'files'>,
): Promise<Packed[]> {
  const documents: Document[] = [];
  for (const path of paths) {
    const within = await textsOf(path, cwd, files);
    if (within.length > 0) documents.push(...within);
    else documents.push(await document(path, cwd, files));
  }
  return packDocuments(documents.slice(0, MOST_DOCUMENTS));
}

async function document(path: string, cwd: string, files: Ports['files']): Promise<Document> {
  const bytes = await files.read(resolve(cwd, path));
  if (bytes === undefined)
    throw new Fault('usage', 'context-missing', `there is no document ${path}`, 'Correct --context.');
  return { path, text: textOf(path, bytes) };
}

/** As many as an outcome lists (outcomes/result.ts), and how deep a folder is looked through. */
const MOST_DOCUMENTS = 50;
const MOST_LEVELS = 6;
const DOCUMENTS = /\.(?:md|mdx|markdown|rst|adoc|txt|org)$/i;

/** Of a folder, by name; hidden files, and what is no document by its ending, are not meant. Nothing: it is no folder, or an empty one. */
async function textsOf(
  path: string,
  cwd: string,
  files: Ports['files'],
  levels = MOST_LEVELS,
): Promise<Document[]> {
  const found: Document[] = [];
  if (levels === 0) return found;
  for (const name of await files.list(resolve(cwd, path))) {
    if (name.startsWith('.') || found.length >= MOST_DOCUMENTS) continue;
    const inner = join(path, name);
    if (DOCUMENTS.test(name)) found.push(await document(inner, cwd, files));
    else found.push(...(await textsOf(inner, cwd, files, levels - 1)));
  }
  return found;
}

function textOf(path: string, bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Fault(
      'usage',
      'context-no-text',
      `${path} is no text in UTF-8`,
      'Give a text along, or leave it out.',
    );
  }
  const [secret] = findSecrets(text);
  if (secret) {
    throw new Fault(
      'refused',
      'context-secret',
      `${path} holds what looks like ${secret.kind}, and would go to the model service`,
      'Take the secret out of the document.',
    );
  }
  return text;
}
