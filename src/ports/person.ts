/** Who sits here, if anybody: what a local approval rests on (trust.md T11). Read once by the entry. */
export interface Person {
  /** git's user.name and user.email; undefined when git knows nobody. */
  readonly identity: { name: string; email: string } | undefined;
  /** `CI` or `GITHUB_ACTIONS` is set: nobody sits here, whatever else says so. */
  readonly ci: boolean;
  /** Stdin and stderr are a terminal. */
  readonly terminal: boolean;
  /** Asks a yes-or-no question on the terminal; false where there is none. */
  confirm(question: string): Promise<boolean>;
}

/** `name <email>`: how a person without an account is named in records and trailers. */
export const nameOf = (identity: { name: string; email: string }): string =>
  `${identity.name} <${identity.email}>`;
