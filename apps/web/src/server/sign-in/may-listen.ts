import { env } from '@/env';
import { whyNotListen } from './listening';
import { configuredPassword, PasswordError } from './password';

/** Ends the process, and says why, where the page may not be served as it was started. */
export function assertMayListen(): void {
  const why = whyNot();
  if (why === undefined) return;
  process.stderr.write(`${why}\n`);
  process.exit(1);
}

function whyNot(): string | undefined {
  try {
    return whyNotListen(env.WEB_HOST, process.argv, configuredPassword() !== undefined);
  } catch (error) {
    if (error instanceof PasswordError) return `The page does not start. ${error.message}`;
    throw error;
  }
}
