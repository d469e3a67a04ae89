import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { knownSecretLimits, type KnownSecretsInput, type NamedSecret } from '@sallyport/scanner';
import { GuardError, GuardErrorCode } from '../errors.js';
import { limits } from '../limits.js';
import type { ProtectSettings } from './types.js';

/** Names of variables that hold secrets. */
const speaksOfASecret =
  /(?:^|_)(?:KEY|APIKEY|TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|PAT|DSN)(?:_|$)/i;

/**
 * The values that settings protect, for `compileKnownSecrets`.
 *
 * @param environment the variables of the process that holds the secrets.
 * @throws {GuardError} `config-invalid` for a file that cannot be read or that others may read, and for a named
 *   variable that is not set: what was to be protected would go unprotected.
 */
export function knownSecretsOf(
  settings: ProtectSettings,
  environment: Readonly<Record<string, string | undefined>>,
): KnownSecretsInput {
  const named = settings.names.map((name) => {
    const value = environment[name];
    if (value !== undefined && value !== '') return { name, value };
    throw invalid(`protect.env names ${name}, which is not set. Set it, or take the name out.`);
  });
  const values = [...named, ...fromEnvironment(settings, environment), ...fromFiles(settings)];
  return { values: unique(values).slice(0, knownSecretLimits.values), canaries: settings.canaries };
}

function fromEnvironment(
  { scanEnvironment, minimumLength }: ProtectSettings,
  environment: Readonly<Record<string, string | undefined>>,
): NamedSecret[] {
  if (!scanEnvironment) return [];
  return Object.entries(environment).flatMap(([name, value = '']) =>
    speaksOfASecret.test(name) && value.length >= minimumLength && !isPlace(value) ? [{ name, value }] : [],
  );
}

/** A path or an address without a password in it: `SSH_KEY=/home/me/.ssh/id` is no secret. */
function isPlace(value: string): boolean {
  return /^(?:~?\.{0,2}\/|[A-Za-z]:\\)/.test(value) || /^[a-z][a-z0-9+.-]*:\/\/[^@]*$/i.test(value);
}

function fromFiles({ secretsFile, environmentFile }: ProtectSettings): NamedSecret[] {
  const secrets = secretsFile === undefined ? [] : linesOf(secretsFile, true);
  const variables = environmentFile === undefined ? [] : linesOf(environmentFile, false);
  return [
    ...secrets.map((value, index) => ({ name: `${basename(secretsFile ?? '')}, value ${index + 1}`, value })),
    ...variables.flatMap((line) => {
      const [, name, value] = /^(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(line) ?? [];
      const bare = /^(["'])(.*)\1$/.exec(value ?? '')?.[2] ?? value;
      return name !== undefined && bare !== undefined && bare !== '' ? [{ name, value: bare }] : [];
    }),
  ];
}

/** The lines of a file but for empty ones and comments. */
function linesOf(file: string, mustBePrivate: boolean): string[] {
  let text: string;
  try {
    const { size, mode } = statSync(file);
    if (size > limits.configBytes) throw invalid(`${file} is larger than ${limits.configBytes} bytes.`);
    if (mustBePrivate && process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw invalid(`${file} may be read by others. Run: chmod 600 ${file}`);
    }
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (GuardError.isInstance(error)) throw error;
    throw invalid(`A file of secrets cannot be read: ${(error as Error).message}.`, error);
  }
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function unique(secrets: readonly NamedSecret[]): NamedSecret[] {
  return [...new Map(secrets.map((secret) => [secret.value, secret])).values()];
}

function invalid(message: string, cause?: unknown): GuardError {
  return new GuardError(GuardErrorCode.ConfigInvalid, message, { cause });
}
