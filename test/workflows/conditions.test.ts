/** When which job starts, on example events; expressions evaluated by GitHub's own evaluator. */
import { describe, expect, it } from 'vitest';
import { evaluate, fillIn, runs, type Status } from './evaluate.ts';
import { renderedWorkflow } from './rendered.ts';

interface Comment {
  body: string;
  type?: 'User' | 'Bot';
  from?: string;
  onPull?: boolean;
}

const repository = { default_branch: 'main' };
const commented = ({ body, type = 'User', from, onPull = false }: Comment) => ({
  github: {
    event_name: 'issue_comment',
    ref: 'refs/heads/main',
    run_id: '77',
    event: {
      repository,
      issue: { number: 5, ...(onPull ? { pull_request: {} } : {}) },
      comment: { body, user: { type } },
      ...(from === undefined ? {} : { changes: { body: { from } } }),
    },
  },
  inputs: {},
});
const dispatched = (inputs: Record<string, unknown> = {}, ref = 'refs/heads/main') => ({
  github: { event_name: 'workflow_dispatch', ref, run_id: '77', event: { repository } },
  inputs: { plan: 'polite', phases: '', 'dry-run': false, after: '', ...inputs },
});

describe('approve', () => {
  const { jobs } = renderedWorkflow('planfile-approve.yml');
  const hears = (comment: Comment) => runs(jobs.approve!.if, commented(comment));

  it('hears people who say something to it, on issues and pull requests', () => {
    expect(hears({ body: '/planfile approve polite 12ab' })).toBe(true);
    expect(hears({ body: 'Fine.\n\n/planfile approve polite 12ab', onPull: true })).toBe(true);
    expect(hears({ body: 'never mind', from: '/planfile approve polite 12ab' })).toBe(true);
  });

  it('hears nobody else', () => {
    expect(hears({ body: 'Looks good to me' })).toBe(false);
    expect(hears({ body: '/planfile approve polite 12ab', type: 'Bot' })).toBe(false);
    expect(hears({ body: 'a', from: 'b' })).toBe(false);
  });
});

describe('execute', () => {
  const { jobs, concurrency } = renderedWorkflow('planfile-execute.yml');
  const starts = (contexts: Record<string, unknown>) => runs(jobs.schedule!.if, contexts);

  it('starts by a dispatch, a comment and a wave before it, on the default branch alone', () => {
    expect(starts(dispatched())).toBe(true);
    expect(starts(dispatched({ after: '76' }))).toBe(true);
    expect(starts(commented({ body: '/planfile execute polite' }))).toBe(true);
    expect(starts(commented({ body: '/planfile execute polite', onPull: true }))).toBe(true);
    expect(starts(commented({ body: '/planfile fix', onPull: true }))).toBe(true);
    expect(starts(dispatched({}, 'refs/heads/plan/polite'))).toBe(false);
    expect(starts(dispatched({}, 'refs/tags/main'))).toBe(false);
    expect(starts(commented({ body: '/planfile approve polite 12ab' }))).toBe(false);
    expect(starts(commented({ body: '/planfile execute polite', type: 'Bot' }))).toBe(false);
  });

  it('lets runs of a plan wait for each other, and no comment wait for or replace anything', () => {
    const group = (contexts: Record<string, unknown>) => fillIn(concurrency!.group, contexts);
    expect(group(dispatched())).toBe(group(dispatched({ after: '76' })));
    expect(group(dispatched())).not.toBe(group(dispatched({ plan: 'other' })));
    expect(group(commented({ body: 'hello' }))).toBe('planfile-execute-77');
    expect(concurrency).not.toHaveProperty('cancel-in-progress');
  });

  const scheduled = (count: string, more: Record<string, unknown> = {}) => ({
    ...dispatched(),
    needs: {
      schedule: { result: 'success', outputs: { count, legs: '[]' } },
      execute: { result: 'success', outputs: {} },
      verify: { result: 'success', outputs: { verification: `12 ${'a'.repeat(64)}` } },
      review: { result: 'success', outputs: {} },
      ...more,
    },
  });
  const which = (contexts: Record<string, unknown>, status: Status) =>
    ['execute', 'verify', 'review', 'publish'].filter((job) => runs(jobs[job]!.if, contexts, status));

  it('runs all jobs where phases were started, none where none were', () => {
    expect(which(scheduled('2'), 'success')).toEqual(['execute', 'verify', 'review', 'publish']);
    const none = { verify: { result: 'skipped', outputs: {} } };
    expect(which(scheduled('0', none), 'success')).toEqual([]);
    expect(which(scheduled('', none), 'failure')).toEqual([]);
  });

  it('joins what the other legs built when one failed, and publishes whatever happened', () => {
    expect(which(scheduled('2'), 'failure')).toEqual(['verify', 'review', 'publish']);
    const noVerification = { verify: { result: 'failure', outputs: {} } };
    expect(which(scheduled('2', noVerification), 'failure')).toEqual(['verify', 'publish']);
    expect(which(scheduled('2', noVerification), 'cancelled')).toEqual(['publish']);
  });

  it('hands on what was uploaded, and nothing where nothing was', () => {
    const digest = 'b'.repeat(64);
    const steps = (id: string) => ({
      planfile: { outputs: { digest, outcome: '/tmp/x' } },
      upload: { outputs: { 'artifact-id': id } },
    });
    const legs = (leg: number, id: string) =>
      Object.entries(jobs.execute!.outputs!).flatMap(([name, text]) => {
        const value = evaluate(text, { matrix: { leg, phase: 'a' }, steps: steps(id) });
        return value === '' ? [] : [`${name}: ${value}`];
      });
    expect(legs(0, '41')).toEqual([`leg-0: 41 ${digest}`]);
    expect(legs(31, '42')).toEqual([`leg-31: 42 ${digest}`]);
    expect(legs(3, '')).toEqual([]);
    for (const [job, name] of [
      ['schedule', 'schedule'],
      ['verify', 'verification'],
      ['review', 'review'],
    ] as const) {
      expect(evaluate(jobs[job]!.outputs![name]!, { steps: steps('9') })).toBe(`9 ${digest}`);
      expect(evaluate(jobs[job]!.outputs![name]!, { steps: {} })).toBe('');
    }
  });

  it('uploads also what a cancelled or failed step left, if it left something', () => {
    const uploads = Object.values(jobs).flatMap(({ steps }) => steps.filter(({ id }) => id === 'upload'));
    expect(uploads).toHaveLength(4);
    for (const { if: condition } of uploads) {
      const left = { steps: { planfile: { outputs: { outcome: '/tmp/x' } } } };
      for (const status of ['success', 'failure', 'cancelled'] as const)
        expect(runs(condition, left, status)).toBe(true);
      expect(runs(condition, { steps: { planfile: { outputs: {} } } }, 'failure')).toBe(false);
    }
  });
});

describe('draft', () => {
  const { concurrency } = renderedWorkflow('planfile-draft.yml');
  const group = (contexts: Record<string, unknown>) => fillIn(concurrency!.group, contexts);

  it('lets requests for one issue wait for each other, and nothing else', () => {
    const labelled = commented({ body: '' });
    const label = (name: string) =>
      group({
        ...labelled,
        github: { ...labelled.github, event: { ...labelled.github.event, label: { name } } },
      });
    expect(group(commented({ body: '/planfile draft' }))).toBe('planfile-draft-5');
    expect(label('planfile: draft')).toBe('planfile-draft-5');
    expect(group(dispatched({ issue: '5' }))).toBe('planfile-draft-5');
    expect(group(commented({ body: 'hello' }))).toBe('planfile-draft-77');
    expect(label('bug')).toBe('planfile-draft-77');
    expect(group(dispatched({ issue: '', goal: 'slugs' }))).toBe('planfile-draft-77');
    expect(concurrency).not.toHaveProperty('cancel-in-progress');
  });
});

describe('review', () => {
  const { jobs } = renderedWorkflow('planfile-review.yml');
  const starts = (contexts: Record<string, unknown>) => runs(jobs.request!.if, contexts);
  const heard = (event: string, ref = 'refs/heads/main') => ({
    github: { event_name: 'workflow_run', ref, run_id: '77', event: { repository, workflow_run: { event } } },
    inputs: {},
  });

  it('starts by a dispatch, a comment on a pull request, and what validate has heard; on the default branch alone', () => {
    expect(starts(dispatched({ pull: '5' }))).toBe(true);
    expect(starts(commented({ body: '/planfile review', onPull: true }))).toBe(true);
    expect(starts(heard('pull_request'))).toBe(true);
    expect(starts(heard('merge_group'))).toBe(true);
    expect(starts(commented({ body: '/planfile review' }))).toBe(false);
    expect(starts(commented({ body: '/planfile review', onPull: true, type: 'Bot' }))).toBe(false);
    expect(starts(heard('push'))).toBe(false);
    expect(starts(heard('pull_request', 'refs/heads/topic'))).toBe(false);
    expect(starts(dispatched({ pull: '5' }, 'refs/heads/topic'))).toBe(false);
  });

  it('has the key only where somebody asks, and publishes whatever happened', () => {
    const asked = (count: string, target: string) => ({
      ...dispatched(),
      needs: {
        request: { result: 'success', outputs: { count, target } },
        review: { result: 'failure', outputs: {} },
      },
    });
    const which = (contexts: Record<string, unknown>, status: Status) =>
      ['review', 'publish'].filter((job) => runs(jobs[job]!.if, contexts, status));
    const made = `12 ${'a'.repeat(64)}`;
    expect(which(asked('1', made), 'success')).toEqual(['review', 'publish']);
    expect(which(asked('0', made), 'success')).toEqual(['publish']);
    expect(which(asked('0', ''), 'success')).toEqual([]);
    expect(which(asked('1', made), 'failure')).toEqual(['publish']);
    expect(which(asked('1', made), 'cancelled')).toEqual(['publish']);
  });
});
