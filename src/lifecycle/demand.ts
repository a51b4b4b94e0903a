/** Who must be among those who approve a phase, beside their number: a code owner, somebody of a team. */
import type { Standing } from './standing.ts';

export interface Demand {
  /** In the middle of a sentence: `an owner of /src/ (@ada, @octo/devs)`. */
  what: string;
  /** Account numbers, and names where only those are written down. */
  ids: readonly number[];
  logins: readonly string[];
  /** Why there may be others whom nobody could tell. */
  unknown?: string | undefined;
}

/** What one phase needs beside the policy's own number. */
export interface Demands {
  count: number;
  groups: readonly Demand[];
}

/** The first that is not met by those whose approval counts, and whether that is sure. */
export function unmetBy(
  approvals: readonly Standing[],
  groups: readonly Demand[],
): { demand: Demand; sure: boolean } | undefined {
  const counting = approvals.filter(({ counts }) => counts === 'yes');
  const open = groups.filter((demand) => !counting.some((one) => meets(one, demand)));
  const sure = open.find(({ unknown }) => unknown === undefined);
  if (sure) return { demand: sure, sure: true };
  return open[0] && { demand: open[0], sure: false };
}

const meets = ({ person, by }: Standing, { ids, logins }: Demand): boolean =>
  ids.some((id) => person === `account ${id}`) ||
  (person.startsWith('account ') && logins.some((login) => login.toLowerCase() === by.toLowerCase()));
