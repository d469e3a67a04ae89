/** Addresses that only this machine reaches. */
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i;

/**
 * Why a page without a password may not listen where it is told to: everyone who reaches the port could ask the agents
 * and read every conversation. Undefined where it may.
 *
 * @param args the command line that started the server; `next start` listens on every address unless it has `-H`
 */
export function whyNotListen(
  host: string,
  args: readonly string[],
  hasPassword: boolean,
): string | undefined {
  if (hasPassword) return undefined;
  const asked = hostOf(args) ?? host;
  if (loopback.test(asked)) return undefined;
  return [
    `The page does not start: it would listen on ${asked}, which others reach, and no password is set.`,
    'Set SALLYPORT_PASSWORD (or SALLYPORT_PASSWORD_FILE) to one of 12 characters or more, or WEB_HOST to 127.0.0.1.',
  ].join('\n');
}

function hostOf(args: readonly string[]): string | undefined {
  const start = args.indexOf('start');
  if (start === -1) return undefined;
  const at = args.findIndex((argument) => argument === '-H' || argument === '--hostname');
  return at === -1 ? '0.0.0.0' : args[at + 1];
}
