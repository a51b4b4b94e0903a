/**
 * Evidence, checked: may this step of the record be believed? Local evidence is decided here (trust.md T11); of the kinds
 * that a forge keeps, the verdict comes from whoever can ask the forge.
 */
import canonicalize from 'canonicalize';
import type { Doubt } from './asked.ts';
import type { Recorded } from './record.ts';
import type { StepOf } from './step.ts';

export type ApprovalStep = StepOf<'approve'> | StepOf<'revoke'>;

export interface CheckedApproval {
  step: ApprovalStep;
  line: number;
  /** `undecided`: nobody could ask. Never a success. */
  verdict: 'holds' | 'does-not-hold' | 'undecided';
  /** Stable, kebab-case. */
  code: string;
  /** One sentence for people: why it may or may not be believed. */
  why: string;
  /** Files on the base that changed since it was given and lie in the paths of a phase, by phase. */
  changedSince?: Readonly<Record<string, readonly string[]>>;
  /** What speaks against it for single phases. */
  doubts?: Readonly<Record<string, Doubt>>;
  /** Who gave it, as the forge calls them now; where it keeps nothing, the record's word is all there is. */
  login?: string;
  /** When it was given, by the forge's clock; the record's own order counts where nobody else's does. */
  givenAt?: string;
  /** How a reader follows it by hand: commands, each one question to the forge. */
  follow?: readonly string[];
}

/** What a local approval is bound to beside its text: copied to another plan or another folder it does not hold. */
export interface LocalPlace {
  plan: string;
  /** Absolute path of the git directory that work trees share. */
  repository: string;
}

export interface LocalFacts extends LocalPlace {
  seal: { readonly machine: string; verify(text: string, mac: string): boolean };
  /** `CI` or `GITHUB_ACTIONS` is set. */
  ci: boolean;
  now: Date;
  /** Days that an approval lives, by policy. */
  days: number;
}

/** Checks evidence of the kind `local`; of any other kind it says that this is not the place. */
export function checkLocal(
  { step, line }: Recorded<ApprovalStep>,
  facts: LocalFacts,
  guards: readonly LocalGuard[] = Object.values(localGuards),
): CheckedApproval {
  if (step.evidence.kind !== 'local') {
    return {
      step,
      line,
      verdict: 'undecided',
      code: 'evidence-kind-not-checked-here',
      why: `evidence of the kind "${step.evidence.kind}" is checked where the forge can be asked`,
    };
  }
  for (const guard of guards) {
    const objection = guard(step, facts);
    if (objection) return { step, line, verdict: 'does-not-hold', ...objection };
  }
  return { step, line, verdict: 'holds', code: 'given-here', why: 'given on this machine, and authentic' };
}

/** A step of these fields with the evidence that this machine gave it. */
export function sealLocally<T extends ApprovalStep>(
  step: Omit<T, 'evidence'>,
  place: LocalPlace,
  seal: { readonly machine: string; sign(text: string): string },
): T {
  const machine = { kind: 'local' as const, machine: seal.machine };
  const mac = seal.sign(localText({ ...step, evidence: machine }, place));
  return { ...step, evidence: { ...machine, mac } } as T;
}

/** What the seal is over. The first field keeps it apart from anything else that the same key may ever sign. */
function localText(step: object, { plan, repository }: LocalPlace): string {
  return canonicalize({ purpose: 'planfile local approval 1', plan, repository, step })!;
}

type LocalGuard = (step: ApprovalStep, facts: LocalFacts) => { code: string; why: string } | undefined;

const DAY = 86_400_000;
/** Clocks of one machine are set now and then, by seconds. */
const SKEW = 300_000;

/** In order: the first that objects is the reason. */
export const localGuards: Record<string, LocalGuard> = {
  'local evidence counts nowhere in CI': (_, { ci }) =>
    ci
      ? {
          code: 'local-evidence-in-ci',
          why: 'a local approval allows only the run of the machine that gave it',
        }
      : undefined,

  'it was given on this machine': ({ evidence }, { seal }) =>
    evidence.kind === 'local' && evidence.machine === seal.machine
      ? undefined
      : { code: 'other-machine', why: 'it was given on another machine, or by another user of this one' },

  'its seal holds': (step, { seal, plan, repository }) => {
    if (step.evidence.kind !== 'local') return NOT_AUTHENTIC;
    const { mac, ...evidence } = step.evidence;
    return seal.verify(localText({ ...step, evidence }, { plan, repository }), mac)
      ? undefined
      : NOT_AUTHENTIC;
  },

  'it is not from the future': ({ at }, { now }) =>
    Date.parse(at) > now.getTime() + SKEW
      ? {
          code: 'dated-in-the-future',
          why: `it is dated ${at}, and this machine's clock says ${now.toISOString()}`,
        }
      : undefined,

  'it has not expired': ({ at, type }, { now, days }) =>
    // A withdrawal does not wear off.
    type === 'approve' && now.getTime() - Date.parse(at) > days * DAY
      ? { code: 'expired', why: `it was given on ${at.slice(0, 10)} and lives ${days} days` }
      : undefined,
};

const NOT_AUTHENTIC = {
  code: 'not-authentic',
  why: 'its seal does not fit: it was changed, or given for another plan or another folder',
};
