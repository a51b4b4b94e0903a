/** Which files `init` writes, and what it may do with what is there already. */
import { createTwoFilesPatch } from 'diff';
import { POLICY_PATH } from '../policy/schema.ts';
import { policyTemplate } from '../policy/template.ts';
import { type Workflow, workflows } from './index.ts';
import type { Pin } from './pins.ts';
import { workflowText } from './render.ts';
import { isStamped, isUnchanged, stamped, withoutCarriage } from './stamp.ts';

export interface WantedFile {
  path: string;
  summary: string;
  text: string;
  /** A workflow is code of ours; the policy is the users' to write. */
  kind: 'workflow' | 'policy';
}

/**
 * `write`: nothing is there. `renew`: ours, of another version, and nobody changed it. `keep`: it is as it should be, or it is a
 * policy. `differs`: somebody changed or wrote it, and it is left alone.
 */
export type FileAction = 'write' | 'renew' | 'keep' | 'differs';

export const workflowPath = ({ file }: Pick<Workflow, 'file'>): string => `.github/workflows/${file}`;

export function wantedFiles(planfile: Pin, version: string): WantedFile[] {
  return [
    ...workflows.map((workflow): WantedFile => {
      const text = stamped(workflowText(workflow, planfile), version);
      return { path: workflowPath(workflow), summary: workflow.summary, text, kind: 'workflow' };
    }),
    {
      path: POLICY_PATH,
      summary: 'says who may approve, which models build, and what they may cost',
      text: stamped(policyTemplate(), version),
      kind: 'policy',
    },
  ];
}

/** What must hold of a text before it is written over or taken away; a test takes each out by name. */
export const ownGuards = {
  'written by init': isStamped,
  'changed by nobody': isUnchanged,
} as const satisfies Record<string, (text: string) => boolean>;

export type OwnGuards = Readonly<Partial<typeof ownGuards>>;

/** May init do with it as it likes? */
export const isOwn = (text: string, guards: OwnGuards = ownGuards): boolean =>
  Object.values(guards).every((holds) => holds(text));

/** @param found the text that is there; undefined: nothing is */
export function actionFor(
  { kind, text }: WantedFile,
  found: string | undefined,
  guards: OwnGuards = ownGuards,
): FileAction {
  if (found === undefined) return 'write';
  if (withoutCarriage(found) === text) return 'keep';
  if (isOwn(found, guards)) return 'renew';
  return kind === 'policy' ? 'keep' : 'differs';
}

/** From what is there to what init would write, the stamp aside: a unified diff, cut where it is long. */
export function differenceOf({ path, text }: WantedFile, found: string): string {
  const old = withoutCarriage(found).replace(/^# Written by `planfile init`.*\n/, '');
  const wanted = text.replace(/^.*\n/, '');
  const lines = createTwoFilesPatch(path, `${path} (init)`, old, wanted, '', '', { context: 2 }).split('\n');
  // The first line is a ruler of `=`.
  return lines.slice(1, 1 + MOST_LINES).join('\n') + (lines.length > MOST_LINES + 1 ? '\n…' : '');
}

const MOST_LINES = 60;
