/** Findings of the program itself: facts about the change that no model has to notice, and none can refute. */

import { protectedReason } from '../outcomes/protected.ts';
import type { Finding } from '../outcomes/review.ts';
import { findSecrets } from '../outcomes/secrets.ts';
import { loadedByVerify } from '../outcomes/self-verified.ts';
import { addressedBy, addressesIn } from './addressed.ts';
import { type AddedLine, addedLines, type FileDiff, removedLines } from './diff.ts';
import { fingerprint } from './fingerprint.ts';
import { hiddenIn } from './hidden.ts';

export interface ChangeFacts {
  files: readonly FileDiff[];
  /** What attributes or policy leave out: what is odd in such files is told, and blocks nothing. */
  leftOut: ReadonlySet<string>;
  /** The change was built from a plan, whose `paths` name the protected files, and whose verify commands ran on it. */
  planned: boolean;
  /** Titles and prose of that plan, as a model is told them. */
  told: readonly string[];
  /** Files that are meant to speak to models, by policy. */
  prompts(path: string): boolean;
}

type Draft = Pick<Finding, 'severity' | 'category' | 'path' | 'line' | 'claim' | 'scenario'> &
  Partial<Pick<Finding, 'side'>>;
export type ProgramGuard = (facts: ChangeFacts, added: ReadonlyMap<string, readonly AddedLine[]>) => Draft[];

/** By what they look for, in the order in which they are told. */
export const programGuards: Readonly<Record<string, ProgramGuard>> = {
  secrets: (_, added) =>
    each(added, (lines) => {
      const hits = lines.flatMap(({ line, text }) => {
        const [secret] = findSecrets(text);
        return secret ? [{ line, kind: secret.kind }] : [];
      });
      return grouped(hits, ({ kind }) => ({
        severity: 'blocker',
        category: 'security',
        claim: `The file has what looks like ${kind}`,
        scenario: 'Whoever can read the repository, or its history later, can use it.',
      }));
    }),

  'hidden characters': ({ leftOut }, added) =>
    each(added, (lines, path) => {
      const hits = lines.flatMap(({ line, text }) => {
        const hidden = hiddenIn(text, line === 1);
        return hidden ? [{ line, kind: hidden.what, deceives: hidden.deceives }] : [];
      });
      return grouped(hits, ({ kind, deceives }) => ({
        severity: deceives && !leftOut.has(path) ? 'major' : 'minor',
        category: 'security',
        claim: `The line has ${kind}`,
        scenario: 'A person who reads it does not see what a machine reads.',
      }));
    }),

  'text addressed to a model': ({ files, leftOut, told, prompts }, added) => [
    ...each(added, (lines, path) =>
      addressesIn(lines).map(({ line, what }) => ({
        ...addressed(what),
        severity: prompts(path) ? 'nit' : leftOut.has(path) ? 'minor' : 'major',
        line,
      })),
    ),
    // Whoever reads the change reads it too. That it goes is no reason to hold the change up.
    ...each(removedLines(files), (lines, path) => {
      const gone = addressesIn(lines);
      const still = gone.length > 0 ? addressesIn(added.get(path) ?? []) : [];
      return gone
        .filter(({ what }) => still.every((one) => one.what !== what))
        .map(({ line, what }) => ({
          ...addressed(what, 'The removed text'),
          severity: prompts(path) ? 'nit' : 'minor',
          line,
          side: 'old',
        }));
    }),
    ...files.flatMap(({ path }) => {
      const what = addressedBy(path);
      return what === undefined ? [] : [{ ...addressed(what, 'The name of the file'), path, line: null }];
    }),
    ...told.flatMap((text) =>
      addressesIn(text.split('\n').map((line, i) => ({ line: i + 1, text: line })))
        .slice(0, 1)
        // People approved the plan as it is; that it tries to steer its own review is still worth a look.
        .map(({ what }) => ({
          ...addressed(what, 'The plan'),
          severity: 'minor' as const,
          path: null,
          line: null,
        })),
    ),
  ],

  'protected files': ({ files, planned }) =>
    capped(
      paths(files).flatMap((path) => {
        const reason = protectedReason(path);
        return reason === undefined ? [] : [{ path, reason }];
      }),
      ({ path, reason }) => ({
        severity: 'minor',
        category: 'process',
        path,
        line: null,
        claim: `A protected file was changed${planned ? ', as the plan allows by name' : ''} (${reason})`,
        scenario: 'Such files decide what runs, where, and with which rights: look at it yourself.',
      }),
    ),

  'self-verified files': ({ files, planned }) =>
    capped(planned ? paths(files).filter(loadedByVerify) : [], (path) => ({
      severity: 'nit',
      category: 'process',
      path,
      line: null,
      claim: 'verify loads this file, and the phase changed it',
      scenario: 'Its passing speaks for itself only.',
    })),

  'content that is elsewhere': ({ files }) =>
    files.filter(isElsewhere).map(({ path }) => ({
      severity: 'minor',
      category: 'security',
      path,
      line: null,
      claim: 'A submodule points at another commit',
      scenario: 'What that commit holds is in no diff, and nobody read it here.',
    })),
};

/** A submodule that is new, or points at another commit. */
export const isElsewhere = ({ text }: Pick<FileDiff, 'text'>): boolean =>
  /\n(?:new file mode 160000|index [0-9a-f]+\.\.[0-9a-f]+ 160000)\n/.test(text);

export function programFindings(
  facts: ChangeFacts,
  guards: readonly ProgramGuard[] = Object.values(programGuards),
): Finding[] {
  const added = addedLines(facts.files);
  return guards.flatMap((guard) => guard(facts, added)).map(finding);
}

const addressed = (what: string, where = 'The text'): Omit<Draft, 'path' | 'line'> => ({
  severity: 'major',
  category: 'security',
  claim: `${where} ${what}: it is addressed to a model`,
  scenario: 'A model that reads it may take it for an instruction; people should know that it stands there.',
});

function each(
  added: ReadonlyMap<string, readonly AddedLine[]>,
  look: (lines: readonly AddedLine[], path: string) => Omit<Draft, 'path'>[],
): Draft[] {
  return [...added].flatMap(([path, lines]) => look(lines, path).map((draft) => ({ ...draft, path })));
}

/** One finding for each kind in a file, at its first line; a thousand lines of the same are one remark. */
function grouped<T extends { line: number; kind: string }>(
  hits: readonly T[],
  say: (hit: T) => Omit<Draft, 'path' | 'line'>,
): Omit<Draft, 'path'>[] {
  const kinds = Map.groupBy(hits, ({ kind }) => kind);
  return [...kinds.values()].map((same) => {
    const said = say(same[0]!);
    const more = same.length > 1 ? ` ${same.length} lines have it.` : '';
    return { ...said, scenario: said.scenario + more, line: same[0]!.line };
  });
}

/** Remarks of one kind that name a file each; the rest is counted. */
const MOST_FILES = 20;

function capped<T>(all: readonly T[], say: (one: T) => Draft): Draft[] {
  const drafts = all.slice(0, MOST_FILES).map(say);
  const left = all.length - drafts.length;
  if (left === 0) return drafts;
  return [...drafts, { ...drafts[0]!, path: null, claim: `${left} more: ${drafts[0]!.claim}` }];
}

const paths = (files: readonly FileDiff[]): string[] => [...new Set(files.map(({ path }) => path))];

function finding(draft: Draft): Finding {
  const { path, line } = draft;
  return {
    side: 'new',
    ...draft,
    fingerprint: fingerprint(draft),
    endLine: line,
    evidence: path === null ? '' : line === null ? path : `${path}:${line}`,
    suggestion: null,
    replacement: null,
    by: 'program',
    standing: 'confirmed',
    reason: '',
  };
}
