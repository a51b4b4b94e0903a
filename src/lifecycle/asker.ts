/**
 * May they set models to work (trust.md T10)? Asked without the key at hand, for everything that leads to a model call. By guards with
 * one reason each; what could not be asked is undecided.
 */
import { type Asked, type Doubt, no, unasked } from './asked.ts';
import type { Permission, Said, Who } from './forge-facts.ts';

export interface AskCase {
  /** Who started this attempt of the run, by the forge's word. */
  pressed: Who;
  permission: Asked<Permission>;
  /** The comment that commands it; undefined: no comment was it, or it is gone. */
  said: Said | undefined;
  saidPermission: Asked<Permission> | undefined;
  /** What started the run; `itself`: a timer, a push, whatever nobody says in words. */
  by: 'comment' | 'dispatch' | 'itself';
  /** The run whose wave dispatched this one, and whether it worked on this plan; undefined: a person's word. */
  after: { run: string; known: boolean } | undefined;
}
export type AskGuard = (one: AskCase) => Doubt | undefined;

const MAY: ReadonlySet<Permission> = new Set(['write', 'maintain', 'admin']);

/** A later wave is started by the workflow's own account, and never taken for a person's word (github.md G3). */
const laterWave = ({ after, by, pressed }: AskCase): boolean =>
  after !== undefined && by === 'dispatch' && pressed.kind !== 'person';

export const askGuards: Readonly<Record<string, AskGuard>> = {
  'somebody asks in words': ({ by }) =>
    by === 'itself'
      ? no('nobody-asked', 'nothing starts by itself: a person dispatches it, or comments')
      : undefined,

  'a person asks': (one) =>
    one.pressed.kind === 'person' || laterWave(one)
      ? undefined
      : no('not-a-person', `${one.pressed.login} is no person, and names no wave that this one follows`),

  'a later wave follows one of this plan': ({ after }) =>
    after === undefined || after.known
      ? undefined
      : no('wave-unknown', `run ${after.run} has worked on nothing of this plan`),

  'they have the permission now': (one) =>
    laterWave(one) ? undefined : lacking(one.permission, one.pressed),

  'the comment is there': ({ by, said }) =>
    by === 'comment' && said === undefined
      ? no('comment-gone', 'the comment that asked for it is not there any more')
      : undefined,

  'a person wrote the comment': ({ said }) =>
    said === undefined || said.author.kind === 'person'
      ? undefined
      : no('not-a-person', `${said.author.login}, who wrote the comment, is no person`),

  'the comment was never edited': ({ said }) =>
    said?.editedAt === undefined
      ? undefined
      : no('edited', 'the comment was edited: what stood there cannot be proved. Write a new one'),

  'no app wrote the comment in their name': ({ said }) =>
    said?.viaApp === undefined
      ? undefined
      : no('via-app', `the app ${said.viaApp} wrote the comment as ${said.author.login}`),

  'no mail brought the comment': ({ said }) =>
    said?.byMail
      ? no('by-mail', 'the comment came by mail, which everybody can send who has seen a notification')
      : undefined,

  'who wrote the comment has the permission now': ({ said, saidPermission }) =>
    said === undefined ? undefined : lacking(saidPermission ?? { unknown: 'it was not asked' }, said.author),
};

/** The first doubt; undefined: they may. */
export const mayAsk = (
  one: AskCase,
  guards: readonly AskGuard[] = Object.values(askGuards),
): Doubt | undefined => {
  for (const guard of guards) {
    const doubt = guard(one);
    if (doubt) return doubt;
  }
  return undefined;
};

function lacking(permission: Asked<Permission>, { login }: Who): Doubt | undefined {
  if ('unknown' in permission)
    return unasked(
      'permission-unknown',
      `the permission of ${login} could not be asked: ${permission.unknown}`,
    );
  return MAY.has(permission.known)
    ? undefined
    : no('not-permitted', `${login} has the permission ${permission.known}: it takes write at least`);
}
