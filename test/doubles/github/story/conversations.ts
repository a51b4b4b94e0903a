/** What is said: issues, comments, and what happens to them. */
import {
  addComment,
  checkBody,
  createIssue,
  edit,
  nextNumber,
  react,
  removeComment,
  setState,
} from '../rules/conversations.ts';
import { removeSubIssue } from '../rules/relations.ts';
import type { Authored, Issue, IssueComment, Pull, Repository, World } from '../world.ts';
import type { Someone } from './people.ts';

export function conversationStory(world: World, repository: Repository) {
  const issueOf = (on: Issue | Pull): Issue => (on.kind === 'PullRequest' ? on.issue : on);

  return {
    issue({
      by,
      title,
      body = '',
      labels = [],
    }: {
      by: Someone;
      title: string;
      body?: string;
      labels?: string[];
    }): Issue {
      return createIssue(world, by.actor, repository, { title, body, labels });
    },

    /** @param byMail as an answer to a notification, which anybody can send who has its address */
    comment(
      on: Issue | Pull,
      { by, body, byMail }: { by: Someone; body: string; byMail?: true },
    ): IssueComment {
      const comment = addComment(world, by.actor, issueOf(on), body);
      return byMail ? Object.assign(comment, { byMail }) : comment;
    },

    /** Edits an issue, a comment or a review: the author stays, GraphQL tells who edited and when. */
    edit(thing: Authored, { by, body }: { by: Someone; body: string }): void {
      edit(world, by.account, thing, checkBody('IssueComment', body));
    },

    deleteComment(comment: IssueComment): void {
      removeComment(world, comment);
    },

    react(to: Authored, { by, content }: { by: Someone; content: string }): void {
      react(world, by.account, to, content);
    },

    close(what: Issue | Pull, { by }: { by: Someone }): void {
      setState(world, by.actor, issueOf(what), 'closed');
    },

    reopen(what: Issue | Pull, { by }: { by: Someone }): void {
      setState(world, by.actor, issueOf(what), 'open');
    },

    lock(what: Issue | Pull): void {
      issueOf(what).locked = 'resolved';
    },

    /** An administrator's deletion: 410 from then on, and no sub-issue any more. */
    deleteIssue(issue: Issue): void {
      repository.issues.delete(issue.number);
      repository.deleted.add(issue.number);
      world.nodes.delete(issue.nodeId);
      if (issue.parent) removeSubIssue(issue.parent, issue);
      for (const other of repository.issues.values())
        other.blockedBy = other.blockedBy.filter((one) => one !== issue);
    },

    /** The issue gets another repository and number; the old place answers 301 (github.md G19). */
    transfer(issue: Issue, to: Repository): void {
      repository.issues.delete(issue.number);
      repository.moved.set(issue.number, issue);
      issue.repository = to;
      issue.number = nextNumber(to);
      to.issues.set(issue.number, issue);
    },
  };
}
