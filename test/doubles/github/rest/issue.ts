/** The issue that a path names. */
import { Refusal } from '../refusals.ts';
import { issueUrl } from '../render/conversations.ts';
import { findIssue } from '../rules/conversations.ts';
import type { Issue } from '../world.ts';
import type { Call } from './route.ts';

/** A transferred issue answers 301 with its new place (github.md G19). */
export function issueOf(call: Call): Issue {
  const moved = call.repository.moved.get(Number(call.params.issue_number));
  if (moved)
    throw new Refusal(301, 'Moved Permanently', {
      headers: { location: issueUrl(call.world, moved) },
    });
  return findIssue(call.repository, call.params.issue_number);
}
