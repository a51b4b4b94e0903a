/** One plan on the page: a line, and all of it behind the line. */
import { callName } from '../../../models/aliases.ts';
import type { Figures, PhaseFigures, PlanFigures } from '../schema.ts';
import {
  approvedWords,
  cents,
  doneWords,
  modelWords,
  plannedWords,
  plannerWords,
  rangeWords,
  reviewWords,
  spanOrNothing,
  timeWords,
} from '../words.ts';
import { type Html, html, none } from './html.ts';

export function planDetails(plan: PlanFigures, { planner }: Figures): Html {
  const { id, title, status, phases, usd } = plan;
  const fact = (name: string, value: string) =>
    value === '' ? none : html`<dt>${name}</dt><dd>${value}</dd>`;
  return html`<details id="plan-${id}">
<summary><span class="title"><bdi>${title}</bdi></span> <code>${id}</code> <span class="state ${status}">${status}</span> <span class="done">${doneWords(plan)} phases</span> <span class="usd">${usd.total > 0 ? `${cents(usd.total)} usd` : plan.estimate.likely === null ? '' : `about ${cents(plan.estimate.likely)} usd`}</span></summary>
<div class="inside">
${plan.waitsFor === 'nothing' ? none : html`<p class="waiting"><strong>Waits for ${plan.waits}</strong></p>`}
<div class="scroll" role="region" tabindex="0" aria-label="Phases of ${id}"><table class="phases">
<caption>Phases of <code>${id}</code></caption>
<thead><tr><th scope="col">phase</th><th scope="col">state</th><th scope="col">model</th><th scope="col" class="number">turns</th><th scope="col" class="number">time</th><th scope="col" class="number">usd</th><th scope="col" class="number">estimated</th><th scope="col" class="number">on ${callName(planner)}</th></tr></thead>
<tbody>
${phases.map((phase) => phaseRow(phase))}</tbody>
</table></div>
<dl>
${fact('Planned by', plannedWords(plan))}
${fact('Approved by', approvedWords(plan))}
${fact('Estimated', rangeWords(plan.estimate) && `${rangeWords(plan.estimate)} usd for all phases`)}
${fact('Cost', plannerWords(usd.total, usd.onPlanner, planner))}
${fact('For each done phase', usd.perDonePhase === null ? '' : `${cents(usd.perDonePhase)} usd, reviews included`)}
${fact('Reviews', reviewWords(plan))}
${fact('Time', timeWords(plan))}
${fact('Models without a price', plan.unpriced.join(', '))}
${fact('Document', plan.path ?? '')}
</dl>
</div>
</details>
`;
}

const TOOK = { above: ' (it cost more)', below: ' (it cost less)', within: '' } as const;

const phaseRow = (phase: PhaseFigures): Html =>
  html`<tr><th scope="row"><bdi>${phase.title}</bdi> <code>${phase.phase}</code></th><td><span class="state ${phase.state}">${phase.state}${phase.reason ? ` (${phase.reason})` : ''}</span></td><td>${modelWords(phase)}</td><td class="number">${phase.turns > 0 ? phase.turns : ''}</td><td class="number">${spanOrNothing(phase.seconds)}</td><td class="number">${phase.attempts > 0 ? cents(phase.usd) : ''}</td><td class="number">${phase.estimate ? `${rangeWords(phase.estimate.usd)}${phase.took ? TOOK[phase.took] : ''}` : ''}</td><td class="number">${phase.attempts > 0 ? (phase.onPlanner === null ? '?' : cents(phase.onPlanner)) : phase.estimate?.onPlanner.likely ? cents(phase.estimate.onPlanner.likely) : ''}</td></tr>
`;
