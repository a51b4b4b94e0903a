/** Check runs and their annotations. */

import { notFound } from '../refusals.ts';
import { renderAnnotation, renderCheck } from '../render/checks.ts';
import { checksOf, createCheck, updateCheck } from '../rules/checks.ts';
import type { CheckRun } from '../world.ts';
import { revision } from './git.ts';
import { type Call, created, ok, page, type Route, route, writer } from './route.ts';

const APPS_ONLY = true;

export const checks: Route[] = [
  route(
    'POST /check-runs',
    'checks=write',
    'write',
    async (call) => {
      const run = await createCheck(call.world, writer(call).app!, call.repository, call.body);
      return created(renderCheck(call.world, call.repository, run));
    },
    APPS_ONLY,
  ),
  route('GET /check-runs/{check_run_id}', 'checks=read', 'read', (call) =>
    ok(renderCheck(call.world, call.repository, checkOf(call))),
  ),
  route(
    'PATCH /check-runs/{check_run_id}',
    'checks=write',
    'write',
    (call) => {
      const run = checkOf(call);
      updateCheck(call.world, writer(call), run, call.body);
      return ok(renderCheck(call.world, call.repository, run));
    },
    APPS_ONLY,
  ),
  route('GET /check-runs/{check_run_id}/annotations', 'checks=read', 'read', (call) => {
    const run = checkOf(call);
    return page(call, run.annotations, (one) => renderAnnotation(call.world, call.repository, run, one));
  }),
  route('GET /commits/{ref}/check-runs', 'checks=read', 'read', async (call) => {
    const { check_name: name, status, app_id: app, filter } = call.query;
    const found = checksOf(call.repository, await revision(call, call.params.ref), filter).filter(
      (run) =>
        (!name || run.name === name) && (!status || run.status === status) && (!app || run.app.id === app),
    );
    return page(
      call,
      found,
      (run) => renderCheck(call.world, call.repository, run),
      (check_runs) => ({ total_count: found.length, check_runs }),
    );
  }),
];

function checkOf(call: Call): CheckRun {
  const run = call.repository.checks.find(({ id }) => id === call.params.check_run_id);
  if (!run) throw notFound();
  return run;
}
