/** Our own reviews on the plan's pull request that count, and which of their findings people have settled there. */
import type { Mend } from '../../outcomes/mend.ts';
import { type Finding, finding, type Review } from '../../outcomes/review.ts';
import type { Pull } from '../../ports/forge.ts';
import { type Reviewed, readReviewMarker } from '../../review/marker.ts';
import type { Decision } from '../../review/memory.ts';
import { recall } from '../publishing/recall.ts';
import { branchOf } from '../where.ts';
import {
  allHold,
  lastOfEach,
  type SaidAsk,
  type SaidGuards,
  type SaidMends,
  type SaidPorts,
} from './which-counts.ts';

export async function postedReview(
  ask: SaidAsk,
  ports: SaidPorts,
  guards: SaidGuards,
): Promise<SaidMends | undefined> {
  const { people, pulls } = ports.forge;
  const self = await people.self();
  const found: (Reviewed & { pull: Pull })[] = [];
  for (const pull of await pulls.everyOfBranch(branchOf(ask.plan))) {
    if (!allHold(guards.pulls, pull)) continue;
    for (const remark of await pulls.reviews(pull.number)) {
      const marker = readReviewMarker(remark.body);
      // Without them it is of a change that no plan made.
      if (marker?.mends === undefined) continue;
      if (allHold(guards.posted, { remark, marker, self, ask })) found.push({ ...marker, pull });
    }
  }
  if (found.length === 0) return undefined;
  const said: SaidMends & { settled: Set<string> } = { mends: [], left: 0, settled: new Set() };
  for (const one of lastOfEach(found)) {
    said.mends.push(...(one.mends ?? []));
    said.left += one.left ?? 0;
    for (const id of await settledOn(one.pull, one, ask, ports)) said.settled.add(id);
  }
  return said;
}

/** By the same rules as when a review is posted: for this code, as bad as it was called, and never the worst (review/memory.ts). */
async function settledOn(
  pull: Pull,
  { base, mends = [] }: Reviewed,
  { tip }: SaidAsk,
  ports: SaidPorts,
): Promise<Set<string>> {
  const findings = mends.flatMap(findingOf);
  if (findings.length === 0) return new Set();
  // Of a review that says nothing of what it did not find.
  const silent: Pick<Review, 'verdict' | 'cause' | 'unread' | 'leftOut'> = {
    verdict: 'none',
    cause: null,
    unread: [],
    leftOut: [],
  };
  const review = { ...silent, base, findings };
  const { decisions } = await recall({ pull, review, head: tip }, ports);
  const open = new Set(decisions.flatMap((one) => (isSettled(one) ? [] : fingerprintIn(one))));
  return new Set(decisions.flatMap((one) => fingerprintIn(one)).filter((id) => !open.has(id)));
}

const isSettled = (one: Decision): boolean =>
  one.do === 'declined' || (one.do === 'keep' && one.thread.resolved === 'person');

const fingerprintIn = (one: Decision): string[] => ('finding' in one ? [one.finding.fingerprint] : []);

/**
 * As far as memory needs it; nobody talks of criteria in threads. A finding about removed lines has lost its line on the way, so that what
 * was declined of it counts as open: somebody looks once more.
 */
function findingOf({ id, severity, category, ...mend }: Mend): Finding[] {
  const known = finding.shape.category.safeParse(category);
  if (severity === null || !known.success) return [];
  const { path, line, claim, evidence, scenario, suggestion } = mend;
  return [
    {
      fingerprint: id,
      severity,
      category: known.data,
      ...{ path, line, claim, evidence, scenario, suggestion },
      endLine: null,
      side: 'new',
      replacement: null,
      by: 'model',
      standing: 'confirmed',
      reason: '',
    },
  ];
}
