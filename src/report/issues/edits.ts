/** What has to be done to an issue so that it says what is wanted, and what is left because people changed it. Pure. */
import { hashOf, type Mark, type MarkedBody, readBody, withTicks, writeBody } from './mark.ts';
import { isOwnLabel, type WantedIssue } from './wanted.ts';

export interface FoundIssue {
  number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  labels: readonly string[];
}

export interface IssueEdit {
  title?: string;
  body?: string;
  state?: 'open' | 'closed';
  labels?: string[];
}

/** What the mark says beside what is wanted. */
export type MarkMore = Pick<Mark, 'plan' | 'phases' | 'of' | 'links'>;

export function newIssue(
  wanted: WantedIssue,
  more: MarkMore,
): { title: string; body: string; labels: string[] } {
  const { title, text, labels } = wanted;
  // It is opened first and closed after: so says the mark.
  const mark = markOf({ ...wanted, state: 'open' }, more);
  return { title, body: writeBody({ mark, text, before: '', after: '' }), labels };
}

/** undefined: it is as it should be. `kept` says in words what people changed, which stays. */
export function issueEdit(
  found: FoundIssue,
  wanted: WantedIssue,
  more: MarkMore,
): { edit: IssueEdit | undefined; kept: string[] } {
  const marked = readBody(found.body);
  if (marked === undefined) return { edit: undefined, kept: ['its mark was taken out'] };
  const { mark } = marked;
  const kept: string[] = [];
  const edit: IssueEdit = {};
  const next: Mark = { ...mark, ...more };

  if (hashOf(found.title) !== mark.title) kept.push('its title');
  else if (found.title !== wanted.title) {
    edit.title = wanted.title;
    next.title = hashOf(wanted.title);
  }

  let { text } = marked;
  if (hashOf(text) !== mark.text) kept.push('its text');
  else if (hashOf(text) !== hashOf(wanted.text)) {
    text = withTicks(wanted.text, text);
    next.text = hashOf(wanted.text);
  }

  if (found.state === wanted.state) next.state = wanted.state;
  else if (found.state === mark.state) {
    edit.state = wanted.state;
    next.state = wanted.state;
  } else kept.push(`that it is ${found.state}`);

  // A label of ours that people took away stays away as long as we want the same ones.
  const same = mark.labels.join('\n') === wanted.labels.join('\n');
  if (!same) {
    const labels = [...found.labels.filter((name) => !isOwnLabel(name)), ...wanted.labels];
    if (labels.toSorted().join('\n') !== found.labels.toSorted().join('\n')) edit.labels = labels;
    next.labels = wanted.labels;
  }

  const body = writeBody({ ...marked, mark: next, text } satisfies MarkedBody);
  if (body !== writeBody(marked)) edit.body = body;
  return { edit: Object.keys(edit).length > 0 ? edit : undefined, kept };
}

const markOf = ({ phase, title, text, state, labels }: WantedIssue, more: MarkMore): Mark => ({
  ...more,
  phase,
  title: hashOf(title),
  text: hashOf(text),
  state,
  labels,
});

/** Of a list: which to add, which of ours to take away. */
export function linkEdits(has: readonly number[], wants: readonly number[], own: ReadonlySet<number>) {
  return {
    add: wants.filter((one) => !has.includes(one)),
    remove: has.filter((one) => own.has(one) && !wants.includes(one)),
  };
}
