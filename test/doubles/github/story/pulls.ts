/** Pull requests on their way: opened, reviewed, merged. */
import { GITHUB_DIFF_LIMITS } from '../git/changes.ts';
import { buildGroup, landGroup, type MergeGroup, type MergeMethod, mergePull } from '../rules/merging.ts';
import { openPull } from '../rules/pulls.ts';
import { createReview, dismiss, type ReviewInput } from '../rules/reviews.ts';
import type { Pull, Repository, Review, Thread, World } from '../world.ts';
import type { Someone } from './people.ts';

const EVENTS = { approve: 'APPROVE', 'request changes': 'REQUEST_CHANGES', comment: 'COMMENT' } as const;

export function pullStory(world: World, repository: Repository) {
  return {
    /** @param head a branch, or `owner:branch` of a fork */
    async pull(input: {
      by: Someone;
      head: string;
      base?: string;
      title?: string;
      body?: string;
      draft?: boolean;
    }): Promise<Pull> {
      const {
        by,
        head,
        base = repository.defaultBranch,
        title = `Pull ${head}`,
        body = '',
        draft = false,
      } = input;
      return await openPull(world, by.actor, repository, { title, head, base, body, draft });
    },

    async review(
      pull: Pull,
      input: {
        by: Someone;
        says: keyof typeof EVENTS;
        body?: string;
        comments?: ReviewInput['comments'];
        commit?: string;
      },
    ): Promise<Review> {
      const { by, says, body, comments, commit } = input;
      const wanted = { event: EVENTS[says], body, comments, commit_id: commit };
      const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
      return await createReview(world, by.actor, pull, given, GITHUB_DIFF_LIMITS);
    },

    /** By a person. A push dismisses by itself where `protect(…, {pullRequest: {dismissStale: true}})` says so. */
    dismissReview(review: Review, { by, message = 'No longer so' }: { by: Someone; message?: string }): void {
      dismiss(world, by.actor, review, message);
    },

    resolve(thread: Thread, { by }: { by: Someone }): void {
      thread.resolvedBy = by.account;
    },

    /** Merges as the button does: with its refusals; an administrator passes what rules do not bind. @returns the commit */
    async merge(
      pull: Pull,
      { by, method = 'merge' }: { by: Someone; method?: MergeMethod },
    ): Promise<string> {
      return await mergePull(world, by.actor, pull, { method });
    },

    /**
     * What a merge queue makes of a pull request for its checks (github.md G9), on the base as it is now or on the entry before it. A rebase
     * makes a copy of each commit, also where none would be needed.
     */
    async queue(
      pull: Pull,
      { by, method = 'merge', after }: { by: Someone; method?: MergeMethod; after?: MergeGroup },
    ): Promise<MergeGroup> {
      const onto = after?.sha ?? (await repository.git.resolve(`refs/heads/${pull.base.ref}`));
      return await buildGroup(world, by.actor, pull, { method, onto: onto ?? pull.base.sha });
    },

    /** What the queue does once the checks are there; refused where they are not. */
    async landGroup(group: MergeGroup, { by }: { by: Someone }): Promise<void> {
      await landGroup(world, by.actor, group);
    },
  };
}
