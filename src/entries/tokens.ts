/**
 * Tokens of the job leave the environment of the process before anything else happens (trust.md T18): whoever needs one is given it
 * where the adapters are built (wire.ts), and nobody inherits one or finds one by chance.
 */

type Environment = Record<string, string | undefined>;

/** The runner's own, whatever they come to be called, and the token that the workflow hands in. */
const TOKEN = /^(?:ACTIONS_\w*TOKEN|INPUT_TOKEN|GITHUB_TOKEN|GH_TOKEN)$/;

/** The environment as it was. In `env` the tokens are gone afterwards. */
export function takeTokens(env: Environment): Environment {
  const given = { ...env };
  for (const name of tokenNames(env)) delete env[name];
  return given;
}

/** Names of the tokens that this environment holds. */
export const tokenNames = (env: Environment): string[] => Object.keys(env).filter((name) => TOKEN.test(name));
