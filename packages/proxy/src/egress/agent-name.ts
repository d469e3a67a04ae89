import type { IncomingHttpHeaders } from 'node:http';
import { egressLimits } from './limits.js';

/** Who asks, as it says itself; nothing in it can break a line of a log. */
export function agentName(headers: IncomingHttpHeaders, otherwise: string, asked?: string): string {
  const given = headers['x-sallyport-agent'] ?? headers['x-pipelock-agent'] ?? asked;
  const name = (Array.isArray(given) ? given[0] : given)?.replaceAll(/[^\w.@:/-]+/g, '_');
  return name === undefined || name === '' ? otherwise : name.slice(0, egressLimits.agentCharacters);
}
