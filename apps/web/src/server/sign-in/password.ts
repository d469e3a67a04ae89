import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { env } from '@/env';
import { limits } from '../limits';

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);
/** Work of one derivation: 16 MiB. What is derived is never stored, so that it need only slow down guessing here. */
const cost = { N: 2 ** 14, r: 8, p: 1, maxmem: 32 * 1024 * 1024 };

/** Why the page cannot start with its password. */
export class PasswordError extends Error {
  override readonly name = 'PasswordError';
}

/**
 * The password of the environment, or of the file that it names; undefined where neither is set.
 *
 * @throws PasswordError where the file cannot be read or the password is too short
 */
export function configuredPassword(): string | undefined {
  const password =
    env.SALLYPORT_PASSWORD || (env.SALLYPORT_PASSWORD_FILE ? readSecret(env.SALLYPORT_PASSWORD_FILE) : '');
  if (password === '') return undefined;
  const { min, max } = limits.passwordCharacters;
  if (password.length >= min && password.length <= max) return password;
  throw new PasswordError(
    `The password has to have between ${min} and ${max} characters. Choose another one.`,
  );
}

function readSecret(path: string): string {
  try {
    const text = readFileSync(path, 'utf8').trim();
    if (text !== '') return text;
  } catch (error) {
    throw new PasswordError(
      `SALLYPORT_PASSWORD_FILE (${path}) cannot be read (${(error as NodeJS.ErrnoException).code}). Make it readable, or unset it.`,
    );
  }
  throw new PasswordError(`SALLYPORT_PASSWORD_FILE (${path}) is empty. Write a password to it, or unset it.`);
}

/** Compares attempts with a password in a time that tells nothing of either. */
export class PasswordCheck {
  readonly #salt = randomBytes(16);
  readonly #expected: Promise<Buffer>;

  constructor(password: string) {
    this.#expected = derive(password, this.#salt, 32, cost);
  }

  async matches(attempt: string): Promise<boolean> {
    const [expected, given] = await Promise.all([this.#expected, derive(attempt, this.#salt, 32, cost)]);
    return timingSafeEqual(expected, given);
  }
}
