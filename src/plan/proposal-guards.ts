/**
 * Whether a proposal may become a plan: named guards over the composed text as it reads back, and the repository that it is for. What
 * they say goes to the planner word for word, so each message names the place and the way out. What only people may unlock is
 * refused by a program, not by a prompt (trust.md T17).
 */
import { isLiteral, matcher } from '../outcomes/paths.ts';
import { protectedReason } from '../outcomes/protected.ts';
import type { Proposal } from './proposal.ts';
import type { PlanReading } from './read.ts';

export interface ProposalFacts {
  proposal: Proposal;
  /** The composed text, read as every plan is, and checked beside the repository's other plans. */
  reading: PlanReading;
  /** Every path of the repository's commit. */
  files: readonly string[];
  /** Of a revision: what phases that stay are still to make. */
  planned?: readonly string[];
  /** Ids that cannot be had: of other plans, records and branches. */
  taken: ReadonlySet<string>;
  /** Commands that the repository itself names; see verify-commands.ts. */
  commands: readonly string[];
}

export type ProposalGuard = (facts: ProposalFacts) => readonly string[];

export const proposalGuards: Record<string, ProposalGuard> = {
  'the document passes every rule': ({ reading }) =>
    reading.problems
      .filter(({ severity }) => severity !== 'note')
      .map(
        ({ code, message, fix, phase }) =>
          `${phase === undefined ? '' : `phase ${phase}: `}${message} ${fix} (${code})`,
      ),

  // Markdown in a text can end a section, begin another or swallow criteria: what reads back must be what was proposed.
  'the document reads back as it was proposed': ({ proposal, reading }) => {
    const { plan } = reading;
    if (plan === undefined) return [];
    const ids = plan.phases.map(({ id }) => id).join(' ');
    if (plan.id !== proposal.id || ids !== proposal.phases.map(({ id }) => id).join(' '))
      return ['the phases do not read back: keep headings out of the texts'];
    return proposal.phases.flatMap(({ id, title, needs, paths, verify, work, criteria }, i) => {
      const read = plan.phases[i]!;
      const pairs = [
        ['title', [title.trim()], [read.title]],
        ['needs', needs, read.needs],
        ['paths', paths, read.paths],
        ['verify', verify, read.verify],
        ['criteria', criteria.map(oneLine), read.criteria.map(({ text }) => text)],
      ] as const;
      const wrong = pairs.find(([, said, is]) => JSON.stringify(said) !== JSON.stringify(is))?.[0];
      if (wrong !== undefined)
        return [`phase ${id}: its ${wrong} do not read back: no headings, tasks or marks that end a list`];
      const kept = read.section.startsWith(work.trim().split('\n', 1)[0]!.trimEnd());
      return kept ? [] : [`phase ${id}: its work does not read back: begin with a sentence`];
    });
  },

  'its id is free': ({ proposal, taken }) =>
    taken.has(proposal.id) ? [`the id ${proposal.id} is taken: choose another`] : [],

  'one option is chosen': ({ proposal }) => {
    const chosen = proposal.options.filter((one) => one.chosen).length;
    return chosen === 1 ? [] : [`${chosen} options are chosen: choose one`];
  },

  'its paths are here, or named as new': ({ proposal, files, planned = [] }) =>
    proposal.phases.flatMap(({ id, paths, creates }, i) => {
      const made = proposal.phases.slice(0, i).flatMap((before) => before.creates);
      const known = [...files, ...planned, ...creates, ...made];
      const nothing = paths.filter((path) => !known.some(matcher(path)));
      const outside = creates.filter((path) => !paths.some((pattern) => matcher(pattern)(path)));
      return [
        ...nothing.map(
          (path) => `phase ${id}: ${path} matches no file: mend it, or name the new file in creates`,
        ),
        ...outside.map((path) => `phase ${id}: ${path} is in creates and not in its paths`),
        ...creates
          .filter((path) => files.includes(path))
          .map((path) => `phase ${id}: ${path} exists already: take it out of creates`),
      ];
    }),

  // A plan for another repository can be valid all the same: nothing that it names is here.
  'it is about this repository': ({ proposal, files }) => {
    const folders = new Set(files.map((file) => file.split('/', 1)[0]!));
    const here = proposal.phases.some(({ paths, work }) =>
      paths.some((path) =>
        path.includes('/')
          ? folders.has(path.split('/', 1)[0]!)
          : // A new file at the top says nothing; what it stands beside does.
            files.some((file) => matcher(path)(file) || work.includes(file)),
      ),
    );
    return files.length === 0 || here ? [] : ['nothing that it names is in this repository: look again'];
  },

  'what is protected is unlocked with a reason': ({ proposal }) =>
    proposal.phases.flatMap(({ id, paths, unlocks }) => {
      const named = new Set(unlocks.map(({ path }) => path));
      const literal = paths.filter((path) => isLiteral(path) && protectedReason(path) !== undefined);
      return [
        ...literal
          .filter((path) => !named.has(path))
          .map((path) => `phase ${id}: ${path} is protected: say why in unlocks, or leave it out`),
        ...[...named]
          .filter((path) => !literal.includes(path))
          .map((path) => `phase ${id}: ${path} is in unlocks and is no protected file among its paths`),
      ];
    }),

  'checks, owners and instructions are left to people': ({ proposal }) =>
    proposal.phases.flatMap(({ id, paths }) =>
      paths.flatMap((path) => {
        const reason = protectedReason(path) ?? '';
        const meant = /^\.github(?:\/|$)/i.test(path) || PEOPLES.has(reason);
        return meant
          ? [
              `phase ${id}: ${path} decides about checks, owners or instructions: only a person writes that into a plan. Leave it out, and name it as a risk or an open step`,
            ]
          : [];
      }),
    ),

  'deciding and building are apart': ({ proposal }) =>
    proposal.phases.flatMap(({ id, kind, paths }) => {
      const documents = paths.every((path) => /\.(?:md|mdx|markdown|rst|adoc|txt)$/i.test(path));
      return kind === 'decide' && !documents
        ? [`phase ${id}: a phase that decides changes documents only; build in a phase that needs it`]
        : [];
    }),

  'verify is what the repository knows': ({ proposal, commands }) =>
    proposal.phases.flatMap(({ id, verify }) =>
      verify
        .filter((command) => !isKnown(command, commands))
        .map((command) => `phase ${id}: ${command} is none of the commands that this repository names`),
    ),
};

/** A command that the repository names, with plain words behind it (a test's path, say), or a look whether a file is there. */
const isKnown = (command: string, commands: readonly string[]): boolean =>
  /^test -[efs] [\w./-]+$/.test(command) ||
  commands.some(
    (known) =>
      command === known ||
      (command.startsWith(`${known} `) && /^(?: [\w./@:=,+-]+)+$/.test(command.slice(known.length))),
  );

/** The messages of all guards; none: it may become a plan. */
export const objections = (
  facts: ProposalFacts,
  guards: readonly ProposalGuard[] = Object.values(proposalGuards),
): string[] => [...new Set(guards.flatMap((guard) => guard(facts)))];

/** Reasons of outcomes/protected.ts that a plan of a model never unlocks. */
const PEOPLES: ReadonlySet<string> = new Set([
  'continuous integration',
  'who owns which code',
  "git's configuration",
  'hooks',
  'an editor that runs tasks',
  "an agent's instructions or configuration",
  'the environment of commands',
]);

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
