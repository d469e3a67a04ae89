import { limits } from '../limits.js';

/** What a name must be for the guard to take a variable for a secret by itself. */
const speaksOfASecret = /(?:^|_)(?:KEY|TOKEN|SECRET|PASSWORD)$/i;

/** Whether the guard finds a variable of that name by itself. */
export const isSecretName = (name: string): boolean => speaksOfASecret.test(name);

/** The secrets of an environment, by name: what no report may hold. */
export function secretsOf(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  const secrets = Object.entries(environment).filter(
    ([name, value = '']) => isSecretName(name) && value.length >= limits.secretLength,
  );
  return Object.fromEntries(secrets);
}
