/** The guards of a merge as evidence: who merged a reviewed plan has said yes to it (trust.md T8). */
import { no } from './asked.ts';
import type { Guards, MergeCase, Who } from './forge-facts.ts';
import {
  baseKnown,
  byAPerson,
  inThisRepository,
  noAuthor,
  notClosedSince,
  notExpired,
  ofTheTeam,
  permittedNow,
} from './giver-guards.ts';

export const mergeGuards: Guards<MergeCase> = {
  whole: {
    'the policy takes merges': ({ facts: { policy } }) =>
      policy.merge ? undefined : no('merges-not-taken', 'the policy takes no merge for an approval'),

    'a merge only approves': ({ step }) =>
      step.type === 'approve' ? undefined : no('not-an-approval', 'nothing is revoked by a merge'),

    'it is of this repository': inThisRepository,

    'it is the one that is named': ({ step: { evidence }, pull }) =>
      evidence.kind === 'merge' && evidence.pull === pull.number
        ? undefined
        : no('other-pull', 'the record names another pull request'),

    'it was merged': ({ pull: { mergedAt, number } }) =>
      mergedAt === undefined ? no('not-merged', `#${number} was not merged`) : undefined,

    'into the default branch': ({ pull: { base, number }, facts: { defaultBranch } }) =>
      base === defaultBranch
        ? undefined
        : no('other-base', `#${number} went into ${base}, and ${defaultBranch} is the default branch`),

    // Who pushed to a fork cannot be asked here, so that an author could not be told from a reader.
    'from this repository': ({ pull: { headRepository, number }, facts: { repository } }) =>
      headRepository.toLowerCase() === repository.toLowerCase()
        ? undefined
        : no('from-a-fork', `#${number} came from a fork: say so in a comment`),

    'they merged it, or approved what was merged': (one) =>
      giverOf(one) === undefined
        ? no(
            'neither-merged-nor-approved',
            `${one.step.by.name} neither merged #${one.pull.number} nor approved its last state`,
          )
        : undefined,

    'a person did it': (one) => byAPerson(giverOf(one) ?? NOBODY),

    'they have the permission now': (one) => permittedNow(one, giverOf(one) ?? NOBODY),
    'they are of the team that decides': (one) => ofTheTeam(one, giverOf(one) ?? NOBODY),
    'it has not expired': (one) => notExpired(one, one.pull.mergedAt ?? ''),
    'the plan’s pull request was not closed since': (one) =>
      notClosedSince(one, one.pull.mergedAt ?? '', one.pull.number),
    'what changed on the base is known': baseKnown,
  },
  phase: {
    'it brought this very text': ({ step: { evidence }, brought, pull }, { phase, digest }) => {
      const by = brought.get(`${phase} ${digest}`);
      return by?.pulls.includes(pull.number) && evidence.kind === 'merge' && evidence.commit === by.commit
        ? undefined
        : no(
            'not-brought-by-it',
            `#${pull.number} did not bring this text of ${phase} to the default branch`,
          );
    },

    'no author approves': (one, entry) => noAuthor(one, entry, giverOf(one) ?? NOBODY),
  },
};

const NOBODY: Who = { id: 0, login: 'nobody', kind: 'bot' };

/** The account that the step names, if it had a hand in the merge: the button, or an approval of the last head. */
function giverOf({ step: { by }, pull }: MergeCase): Who | undefined {
  if (pull.mergedBy?.id === by.account) return pull.mergedBy;
  const approval = pull.reviews.findLast(
    ({ author, review }) => author.id === by.account && review?.state !== 'commented',
  );
  const isOfLastHead = approval?.review?.state === 'approved' && approval.review.commit === pull.head;
  return isOfLastHead ? approval.author : undefined;
}
