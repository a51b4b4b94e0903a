/** The workflows as `planfile init` writes them, read again as a runner reads them: for tests that start their jobs. */
import { parse } from 'yaml';
import { wantedFiles } from '../../src/workflows/files.ts';
import type { Pin } from '../../src/workflows/pins.ts';

/** Our own action, as the workflows of these tests name it. */
export const PLANFILE: Pin = { action: 'planfile/planfile', commit: '5'.repeat(40), tag: 'v0.1.0' };

export interface RenderedStep {
  id?: string;
  name?: string;
  if?: string;
  uses?: string;
  run?: string;
  shell?: string;
  with?: Record<string, string | number | boolean>;
  env?: Record<string, string>;
}

export interface RenderedJob {
  if?: string;
  needs?: string | string[];
  environment?: string;
  permissions?: Record<string, 'read' | 'write'>;
  outputs?: Record<string, string>;
  strategy?: { 'fail-fast': boolean; matrix: { include: string } };
  'runs-on': string;
  'timeout-minutes': number;
  env?: Record<string, string>;
  steps: RenderedStep[];
}

export interface RenderedWorkflow {
  path: string;
  text: string;
  on: Record<string, unknown>;
  permissions: Record<string, never>;
  concurrency?: { group: string; queue?: string; 'cancel-in-progress'?: boolean };
  jobs: Record<string, RenderedJob>;
}

export const renderedWorkflows: readonly RenderedWorkflow[] = wantedFiles(PLANFILE, '0.1.0')
  .filter(({ kind }) => kind === 'workflow')
  .map(({ path, text }) => ({ path, text, ...(parse(text) as Omit<RenderedWorkflow, 'path' | 'text'>) }));

/** By its file's name, `planfile-execute.yml`. */
export function renderedWorkflow(file: string): RenderedWorkflow {
  const found = renderedWorkflows.find(({ path }) => path.endsWith(`/${file}`));
  if (found === undefined) throw new Error(`init writes no ${file}`);
  return found;
}

/** What the job's GITHUB_TOKEN may: `github.workflowToken(tokenOf('planfile-execute.yml', 'publish'))`. */
export const tokenOf = (file: string, job: string): Record<string, 'read' | 'write'> =>
  renderedWorkflow(file).jobs[job]?.permissions ?? {};
