/** Labels of the repository and of issues. */
import { atLeast, roleOf } from '../permissions.ts';
import { forbidden, invalid, notFound, Refusal } from '../refusals.ts';
import { renderLabel } from '../render/conversations.ts';
import { findLabel, findOrMakeLabel, setLabels } from '../rules/conversations.ts';
import type { Label } from '../world.ts';
import { issueOf } from './issue.ts';
import { type Call, created, ok, page, type Route, route, writer } from './route.ts';

const READ = 'issues=read|pull_requests=read';
const WRITE = 'issues=write|pull_requests=write';

export const labels: Route[] = [
  route('GET /labels', READ, 'read', (call) => page(call, call.repository.labels, label(call))),
  route('POST /labels', WRITE, 'write', (call) => {
    const { name, color, description } = call.body;
    if (findLabel(call.repository, name))
      throw invalid({ resource: 'Label', code: 'already_exists', field: 'name' });
    const made = findOrMakeLabel(call.world, call.repository, name);
    Object.assign(made, { ...(color ? { color } : {}), ...(description ? { description } : {}) });
    return created(label(call)(made));
  }),
  route('GET /labels/{name}', READ, 'read', (call) => {
    const found = findLabel(call.repository, call.params.name);
    if (!found) throw notFound();
    return ok(label(call)(found));
  }),
  route('GET /issues/{issue_number}/labels', READ, 'read', (call) =>
    page(call, issueOf(call).labels, label(call)),
  ),
  route('POST /issues/{issue_number}/labels', WRITE, 'triage', (call) => {
    const issue = issueOf(call);
    setLabels(call.world, writer(call).account, issue, [
      ...issue.labels,
      ...asLabels(call, labelsIn(call.body)),
    ]);
    return ok(issue.labels.map(label(call)));
  }),
  route('PUT /issues/{issue_number}/labels', WRITE, 'triage', (call) => {
    const issue = issueOf(call);
    setLabels(call.world, writer(call).account, issue, asLabels(call, labelsIn(call.body)));
    return ok(issue.labels.map(label(call)));
  }),
  route('DELETE /issues/{issue_number}/labels/{name}', WRITE, 'triage', (call) => {
    const issue = issueOf(call);
    const found = findLabel(call.repository, call.params.name);
    if (!found || !issue.labels.includes(found)) throw new Refusal(404, 'Label does not exist');
    setLabels(
      call.world,
      writer(call).account,
      issue,
      issue.labels.filter((one) => one !== found),
    );
    return ok(issue.labels.map(label(call)));
  }),
];

type Named = string | { name?: string };

const label = (call: Call) => (one: Label) => renderLabel(call.world, call.repository, one);

/** Labels come as names or as objects with one. */
export const labelNames = (given: Named[] = []): string[] =>
  given.map((one) => {
    const name = typeof one === 'string' ? one : one.name;
    if (!name?.trim()) throw invalid({ resource: 'Label', code: 'missing_field', field: 'name' });
    return name;
  });

const labelsIn = (body: { labels?: Named[] } | Named[]): Named[] =>
  Array.isArray(body) ? body : (body?.labels ?? []);

/** Labels that the asker may set; unknown ones are made. */
export function asLabels(call: Call, given: Named[]): Label[] {
  const actor = writer(call);
  const mayTriage =
    actor.permissions !== undefined || atLeast(roleOf(call.repository, actor.account), 'triage');
  if (!mayTriage) throw forbidden('Must have admin rights to Repository.');
  return labelNames(given).map((name) => findOrMakeLabel(call.world, call.repository, name));
}
