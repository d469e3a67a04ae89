import type { Direction } from '@sallyport/scanner';

/** Requests and notifications that only a server sends. */
const serverMethods =
  /^(?:sampling\/|elicitation\/|roots\/list$|notifications\/(?:message|progress|resources\/|tools\/|prompts\/|elicitation\/|tasks?\/))/;

/**
 * Which way a message travels, by its shape: answers come from servers, requests from clients, but for the few that
 * only servers make. An answer of a client to a server's request cannot be told from a server's; say the direction.
 */
export function directionOf(message: unknown): Direction {
  if (Array.isArray(message)) return message.length === 0 ? 'client-to-server' : directionOf(message[0]);
  if (typeof message !== 'object' || message === null) return 'server-to-client';
  if (!('method' in message)) return 'server-to-client';
  return typeof message.method === 'string' && serverMethods.test(message.method)
    ? 'server-to-client'
    : 'client-to-server';
}
