/** The guards of a comment or a review, each with one reason (trust.md T8). */
import { no, unasked } from './asked.ts';
import { commandsIn, LEAST_DIGITS, names } from './comment-commands.ts';
import type { Guards, RemarkCase } from './forge-facts.ts';
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

export const remarkGuards: Guards<RemarkCase> = {
  whole: {
    'it is of this repository': inThisRepository,

    'it is the one that is named': ({ step: { evidence }, said }) =>
      'id' in evidence && evidence.kind === said.kind && evidence.id === said.id && evidence.on === said.on
        ? undefined
        : no('other-remark', 'the record names another comment or review'),

    'it was never edited': ({ step, said: { editedAt, editedBy, author } }) => {
      if (editedAt === undefined) return undefined;
      const by = editedBy === author.login || editedBy === undefined ? '' : ` by ${editedBy}`;
      const why = `it was edited${by} on ${editedAt.slice(0, 10)}: what stood there cannot be proved`;
      // Nobody gets rid of a withdrawal by editing it.
      return step.type === 'revoke' ? unasked('edited', why) : no('edited', why);
    },

    'a person wrote it': ({ said }) => byAPerson(said.author),

    'no app wrote it in their name': ({ said: { viaApp, author } }) =>
      viaApp === undefined ? undefined : no('via-app', `the app ${viaApp} wrote it as ${author.login}`),

    'no mail brought it': ({ said: { byMail } }) =>
      byMail
        ? no('by-mail', 'it came by mail, which everybody can send who has seen a notification')
        : undefined,

    'it is by whom the record names': ({ step: { by }, said: { author } }) =>
      by.account === author.id
        ? undefined
        : no('other-person', `${author.login} wrote it, and the record says ${by.name}`),

    'it names the plan and these digests': ({ step, said: { body }, facts: { plan } }) => {
      const commands = commandsIn(body);
      if (commands.some((command) => names(command, step.type, plan, step.phases))) return undefined;
      const isShort = commands.some((one) => one.kind === 'incomplete' && one.why === 'digest-too-short');
      return isShort
        ? no('digest-too-short', `it names fewer than ${LEAST_DIGITS} digits of the digest`)
        : no('names-something-else', `it does not ${step.type} these digests of ${plan.id}`);
    },

    'the review was not dismissed': ({ step, said: { review } }) =>
      step.type === 'approve' && review?.state === 'dismissed'
        ? no('dismissed', 'the review was dismissed since')
        : undefined,

    'they have the permission now': (one) => permittedNow(one, one.said.author),
    'they are of the team that decides': (one) => ofTheTeam(one, one.said.author),
    'it has not expired': (one) => notExpired(one, one.said.createdAt),
    'the plan’s pull request was not closed since': (one) => notClosedSince(one, one.said.createdAt),
    'what changed on the base is known': baseKnown,
  },
  phase: {
    'no author approves': (one, entry) => noAuthor(one, entry, one.said.author),
  },
};
