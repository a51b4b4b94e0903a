/** From a workflow's text and table to the file that `init` writes. Pure: the same version writes the same bytes. */
import { render } from '../models/prompts/render.ts';
import { type Job, LEGS, type Workflow } from './index.ts';
import handedOn from './parts/handed-on.yml';
import sandbox from './parts/sandbox.yml';
import { PINS, type Pin, pinned } from './pins.ts';

/** The workflow with every action pinned, ours as `planfile` says. */
export function workflowText({ template, jobs }: Workflow, planfile: Pin): string {
  const actions = {
    planfile: pinned(planfile),
    ...Object.fromEntries(Object.entries(PINS).map(([name, pin]) => [name, pinned(pin)])),
  };
  const parts: Record<string, string> = {
    ...actions,
    sandbox: block(sandbox, actions),
    'handed-on': block(handedOn, actions),
    'handed-on-value': HANDED_ON,
    'leg-outputs': legOutputs(),
    ...Object.fromEntries(
      Object.entries(jobs).map(([name, job]) => [`${name}-permissions`, permissions(job)]),
    ),
  };
  return fill(template, parts);
}

/** What a job says of its artifact, once there is one: its id, and the digest of what our step put there (trust.md T5). */
const HANDED_ON =
  "steps.upload.outputs.artifact-id && format('{0} {1}', steps.upload.outputs.artifact-id, steps.planfile.outputs.digest) || ''";

const legOutputs = (): string =>
  Array.from(
    { length: LEGS },
    (_, leg) => `      leg-${leg}: \${{ matrix.leg == ${leg} && ${HANDED_ON} }}`,
  ).join('\n');

function permissions({ permissions }: Job): string {
  return Object.entries(permissions)
    .map(([name, [level, why]]) => `      ${name}: ${level} # ${why}`)
    .join('\n');
}

const block = (part: string, values: Readonly<Record<string, string>>): string =>
  fill(part.trimEnd(), values);

/** Of the values only those that the text asks for. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  const asked = Object.entries(values).filter(([name]) => text.includes(`{{${name}}}`));
  return render(text, Object.fromEntries(asked));
}
