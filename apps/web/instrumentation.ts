/** Runs once, before the first request: refuses to serve where a password is needed and is not set. */
export async function register(): Promise<void> {
  // eslint-disable-next-line -- Next replaces this at build time; env.ts cannot stand in for it
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { assertMayListen } = await import('@/server/sign-in/may-listen');
  assertMayListen();
}
