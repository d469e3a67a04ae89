/**
 * Runs once, before the first request: refuses to serve where a password is needed and is not set, and begins to load
 * what answers questions, so that the first one need not wait for it.
 */
export async function register(): Promise<void> {
  // eslint-disable-next-line -- Next replaces this at build time; env.ts cannot stand in for it
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { assertMayListen } = await import('@/server/sign-in/may-listen');
  assertMayListen();
  const { backend } = await import('@/server/backend');
  // Whoever asks is told why it cannot be had, and it is tried again.
  backend().catch(() => undefined);
}
