/** Where a remote is, and how the token gets there: by the environment of the one child that needs it. */

export interface Remote {
  /** Where the repository is served, without credentials: `https://github.com/owner/name.git`. */
  url: string;
  token: string;
  /** Asked anew at each fetch: it can be renamed. */
  defaultBranch(): Promise<string>;
  /** Proxies and certificates of this process (trust.md T6). */
  environment: Readonly<Record<string, string>>;
}

/** The token is in no argument, is left out of traces, and goes to this address only. */
export function transport({ url, token, environment }: Remote): Record<string, string> {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    ...environment,
    GIT_ALLOW_PROTOCOL: 'http:https',
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_0: `http.${url}.extraheader`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}`,
    GIT_CONFIG_KEY_1: 'http.followRedirects',
    GIT_CONFIG_VALUE_1: 'false',
  };
}
