/** The events that start workflows, as a runner finds them in `GITHUB_EVENT_PATH`; held against GitHub's description. */

import { GITHUB_DIFF_LIMITS } from '../git/changes.ts';
import type { ApiDescription } from '../openapi/check.ts';
import { renderAccount } from '../render/accounts.ts';
import { renderComment, renderIssue, renderLabel } from '../render/conversations.ts';
import { renderFullPull, renderPull, renderReview } from '../render/pulls.ts';
import { renderRepository } from '../render/repositories.ts';
import { findOrMakeLabel } from '../rules/conversations.ts';
import type { MergeGroup } from '../rules/merging.ts';
import { countPull } from '../rules/pulls.ts';
import type { IssueComment, Pull, Repository, Review, World } from '../world.ts';
import type { Someone } from './people.ts';

/** @property name as in `GITHUB_EVENT_NAME` */
export type WorkflowEvent = { name: string; payload: Record<string, unknown> };

/** What the API tells and the description of events does not know. */
const NOT_IN_EVENTS = new Set(['client_id', 'user_view_type', 'closed_by']);

export function eventStory(world: World, repository: Repository, api: ApiDescription) {
  /** @throws when GitHub would never send such a payload */
  function described(
    name: string,
    action: string,
    by: Someone,
    parts: Record<string, unknown>,
  ): WorkflowEvent {
    const all = {
      ...(action ? { action } : {}),
      ...parts,
      repository: renderRepository(world, repository),
      ...(repository.owner.type === 'Organization' ? { organization: renderOrganization() } : {}),
      sender: renderAccount(world, by.account),
    };
    const leaveOut = (key: string, value: unknown) => (NOT_IN_EVENTS.has(key) ? undefined : value);
    const payload = JSON.parse(JSON.stringify(all, leaveOut)) as Record<string, unknown>;
    const operation = `EVENT ${name.replaceAll('_', '-')}${action ? `-${action.replaceAll('_', '-')}` : ''}`;
    const { problems } = api.request(operation, {}, {}, payload);
    if (problems.length > 0) throw new Error(`${operation} is unlike GitHub's: ${problems.join('; ')}`);
    return { name, payload };
  }

  function renderOrganization() {
    const { login, id, node_id, url, repos_url, avatar_url } = renderAccount(world, repository.owner);
    const more = {
      events_url: `${url}/events`,
      hooks_url: `${url}/hooks`,
      issues_url: `${url}/issues`,
      members_url: `${url}/members`,
      public_members_url: `${url}/public_members`,
    };
    return { login, id, node_id, url, repos_url, avatar_url, ...more, description: null };
  }

  return {
    /** @param by who caused it: for an edit or a deletion not always the author. @param was the text before an edit */
    commentEvent(
      action: 'created' | 'edited' | 'deleted',
      comment: IssueComment,
      { by, was = '' }: { by: Someone; was?: string },
    ): WorkflowEvent {
      const changes = action === 'edited' ? { changes: { body: { from: was } } } : {};
      const parts = {
        ...changes,
        issue: renderIssue(world, comment.issue),
        comment: renderComment(world, comment),
      };
      return described('issue_comment', action, by, parts);
    },

    async pullEvent(
      action: 'opened' | 'synchronize' | 'labeled' | 'closed',
      pull: Pull,
      { by, before, label }: { by: Someone; before?: string; label?: string },
    ): Promise<WorkflowEvent> {
      const moved = action === 'synchronize' ? { before: before ?? pull.base.sha, after: pull.head.sha } : {};
      const labeled = label
        ? { label: renderLabel(world, repository, findOrMakeLabel(world, repository, label)) }
        : {};
      return described('pull_request', action, by, {
        number: pull.issue.number,
        ...moved,
        ...labeled,
        pull_request: renderFullPull(world, pull, await countPull(pull, GITHUB_DIFF_LIMITS)),
      });
    },

    reviewEvent(review: Review, { by }: { by: Someone }): WorkflowEvent {
      const shown = { ...renderReview(world, review), state: review.state.toLowerCase() };
      return described('pull_request_review', 'submitted', by, {
        review: shown,
        pull_request: renderPull(world, review.pull),
      });
    },

    /** @param workflow the path of its file */
    dispatchEvent(
      workflow: string,
      {
        by,
        ref = repository.defaultBranch,
        inputs = null,
      }: { by: Someone; ref?: string; inputs?: Record<string, string> | null },
    ): WorkflowEvent {
      return described('workflow_dispatch', '', by, { ref: `refs/heads/${ref}`, workflow, inputs });
    },

    /** @param group as `queue` gave it */
    mergeGroupEvent(group: MergeGroup, { by }: { by: Someone }): WorkflowEvent {
      const { pull } = group;
      const at = world.clock.stamp();
      const who = { name: by.account.name, email: by.account.email };
      const message = `Merge pull request #${pull.issue.number}`;
      const head_commit = {
        id: group.sha,
        tree_id: group.sha,
        message,
        timestamp: at,
        author: who,
        committer: who,
      };
      const base = { base_sha: group.onto, base_ref: `refs/heads/${pull.base.ref}` };
      return described('merge_group', 'checks_requested', by, {
        merge_group: { head_sha: group.sha, head_ref: group.ref, ...base, head_commit },
      });
    },
  };
}
