/**
 * The report as one self-contained page, for people who open no terminal: it asks nobody for anything, runs nothing (its policy
 * allows no script at all), and reads the same without colours, without eyes and without a mouse.
 */
import { createHash } from 'node:crypto';
import { counted } from '../../words.ts';
import { waitingPlans } from '../figures.ts';
import type { Figures, PlanFigures } from '../schema.ts';
import { cents, heldWords, sourceWords, spanOrNothing } from '../words.ts';
import { sizeRules } from './chart.ts';
import { charts } from './charts.ts';
import { type Html, html, none } from './html.ts';
import { planDetails } from './plan-details.ts';
import { styles } from './styles.generated.ts';

export function figuresPage(figures: Figures): string {
  const body = bodyOf(figures);
  const style = `${styles}\n${sizeRules(body.markup)}`;
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Plans</title>
<style>${style}</style>
</head>
${body.markup}
</html>
`;
}

function bodyOf(figures: Figures): Html {
  const { plans, at, unreadable, notes } = figures;
  const waiting = waitingPlans(figures);
  return html`<body>
<a class="skip" href="#plans">Skip to the plans</a>
<header>
<h1>Plans</h1>
<p>As of <time datetime="${at}">${at.slice(0, 16).replace('T', ' ')} UTC</time></p>
</header>
<main>
${plans.length === 0 ? html`<p class="empty">There are no plans here yet, and no records.</p>` : none}
${plans.length === 0 ? none : headline(figures)}
${
  waiting.length === 0
    ? none
    : html`<section aria-labelledby="waits"><h2 id="waits">Waits for people</h2>
${waitingList(waiting.slice(0, MOST_WAITING))}
${waiting.length > MOST_WAITING ? html`<details class="more"><summary>${waiting.length - MOST_WAITING} more</summary>${waitingList(waiting.slice(MOST_WAITING))}</details>` : none}
</section>`
}
${plans.length === 0 ? none : html`<section aria-labelledby="charts" class="charts"><h2 id="charts">At a glance</h2><div class="grid">${charts(figures)}</div></section>`}
${plans.length === 0 ? none : html`<section aria-labelledby="plans"><h2 id="plans" tabindex="-1">${counted(plans.length, 'plan')}</h2>${plans.map((plan) => planDetails(plan, figures))}</section>`}
${
  unreadable.length === 0
    ? none
    : html`<section aria-labelledby="broken"><h2 id="broken">Could not be read</h2><ul>${unreadable.map(({ plan, message, fix }) => html`<li><code>${plan}</code>: ${message} <code>${fix}</code></li>`)}</ul></section>`
}
</main>
<footer>${[...notes, ...sourceWords(figures)].map((note) => html`<p>${note}</p>`)}</footer>
</body>`;
}

/** What asks for people stands in front, and not everything at once. */
const MOST_WAITING = 12;

const waitingList = (plans: readonly PlanFigures[]): Html => html`<ul class="waits">
${plans.map(
  ({ id, title, waits, waitsFor }) =>
    html`<li><a href="#plan-${id}"><bdi>${title}</bdi></a> <span class="tag ${waitsFor}">${waitsFor}</span><br>${waits}</li>
`,
)}</ul>`;

function headline(figures: Figures): Html {
  const { totals, plans } = figures;
  const running = plans.filter(({ status }) => status === 'running').length;
  const waiting = waitingPlans(figures).length;
  const fact = (name: string, value: string, more: string) =>
    html`<div><dt>${name}</dt><dd><strong>${value}</strong> <span>${more}</span></dd></div>`;
  return html`<dl class="headline">
${fact('Plans', String(totals.plans), `${totals.merged} merged, ${running} running, ${waiting} waiting for people`)}
${fact('Phases done', `${totals.phasesDone} of ${totals.phases}`, heldWords(figures))}
${fact(
  'Spent, US dollars',
  cents(totals.usd),
  totals.onPlanner === null || totals.usd === 0
    ? ''
    : `${cents(totals.onPlanner)} on the planner’s model for the same tokens`,
)}
${fact('A done phase, US dollars', totals.perDonePhase === null ? '–' : cents(totals.perDonePhase), 'reviews included')}
${fact('Draft to merge', spanOrNothing(totals.draftToMerge) || '–', 'in the median')}
${fact('Waiting for people', spanOrNothing(totals.people) || '–', `while machines ran ${spanOrNothing(totals.running) || 'nothing'}`)}
</dl>`;
}
