import { scanMessage, type Direction } from '@sallyport/scanner';
import { sure } from './presets.js';
import { stripFindings } from './strip.js';

/**
 * A message as it may be shown and stored: a copy without the credentials in it, or the very message where there are
 * none. Those count for which the strict preset would keep a call from a server. Undefined where one cannot be taken
 * out alone, as in the name of a member.
 */
export function withoutCredentials(message: unknown, direction: Direction): unknown {
  const credentials = scanMessage(message, { direction }).filter(
    ({ category, confidence }) => category === 'credential-leak' && confidence >= sure,
  );
  return credentials.length === 0 ? message : stripFindings(message, credentials);
}
