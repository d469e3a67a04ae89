import type { Direction } from '@sallyport/scanner';
import { errorCodes, refuse, type Refusal } from './refusal.js';

const direction = 'client-to-server';

/** The answer to a call of something that is kept from the client. */
export function withheld(what: string, rule: string): Refusal {
  return refuse(errorCodes.policy, {
    rule,
    title: 'Withheld definition',
    message: `${what} is withheld: the server is pinned without it, or with another definition`,
    remedy: 'Look at the difference (sallyport pins diff) and approve it, or use something else.',
    pointer: '/params/name',
    direction,
  });
}

/** The answer to a call of a tool that could not be set against its pin. */
export function notListed(tool: string): Refusal {
  return refuse(errorCodes.policy, {
    rule: 'tool-not-listed',
    title: 'Tool that could not be looked at',
    message: `the server did not list its tools, so that the definition of ${tool} cannot be set against its pin`,
    remedy: 'List the tools first. If the server cannot, use the preset audit, which does not withhold.',
    pointer: '/params/name',
    direction,
  });
}

/** The answer to a request whose answer could not be told from another's. */
export function idInUse(direction: Direction): Refusal {
  return refuse(errorCodes.invalidRequest, {
    rule: 'id-in-use',
    title: 'Request that cannot be told from another',
    message: 'the id is in use, or too many requests wait',
    remedy: 'Give each request an id of its own and wait for answers.',
    pointer: '/id',
    direction,
  });
}

/** The answer to a call for which there is no room among those that wait. */
export const tooManyHeld = refuse(errorCodes.policy, {
  rule: 'too-many-held',
  title: 'Too many calls wait',
  message: 'too many calls wait for the list of tools',
  remedy: 'Wait for the list of tools before calling them.',
  direction,
});
