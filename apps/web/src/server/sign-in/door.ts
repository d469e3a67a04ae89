import { Attempts } from './attempts';
import { configuredPassword, PasswordCheck } from './password';
import { Sessions } from './sessions';

/** What guards the page where a password is set. */
export interface Door {
  check: PasswordCheck;
  sessions: Sessions;
  attempts: Attempts;
}

/** What an attempt to sign in came to. */
export type SignIn = { ok: true; session: string } | { ok: false; retryAfterSeconds?: number };

// The bundles of the proxy and of the handlers have modules of their own, and this process in common.
const holder = globalThis as typeof globalThis & { sallyportDoor?: Door | 'open' };

/** The door of this process; undefined where no password is set. */
export function door(): Door | undefined {
  holder.sallyportDoor ??= makeDoor() ?? 'open';
  return holder.sallyportDoor === 'open' ? undefined : holder.sallyportDoor;
}

function makeDoor(): Door | undefined {
  const password = configuredPassword();
  if (password === undefined) return undefined;
  return { check: new PasswordCheck(password), sessions: new Sessions(), attempts: new Attempts() };
}

/** Signs in with a password. Attempts are counted before they are compared. */
export async function signIn({ check, sessions, attempts }: Door, password: string): Promise<SignIn> {
  const retryAfterSeconds = attempts.take();
  if (retryAfterSeconds !== undefined) return { ok: false, retryAfterSeconds };
  return (await check.matches(password)) ? { ok: true, session: sessions.begin() } : { ok: false };
}
