import type { IncomingMessage } from 'node:http';
import { validateHostHeader, validateOriginHeader } from '@modelcontextprotocol/server';
import { RefusalCode, type Refusal } from '../errors.js';
import { limits } from '../limits.js';

/** The path of the MCP endpoint. */
export const endpointPath = '/mcp';

/** Refuses what a page in a browser could bring about (DNS rebinding, foreign origins) and what has no place here. */
export function guardRequest(request: IncomingMessage, allowedHosts: readonly string[]): Refusal | undefined {
  const { host, origin } = request.headers;
  const hosts = [...allowedHosts];
  if (!validateHostHeader(host, hosts).ok) {
    return {
      status: 403,
      code: RefusalCode.HostNotAllowed,
      message: `The Host header ${quoted(host)} is not a name of this server.`,
      remedy: 'Call it by its own name, or add the name to MCP_ALLOWED_HOSTS.',
    };
  }
  if (!validateOriginHeader(origin, hosts).ok) {
    return {
      status: 403,
      code: RefusalCode.OriginNotAllowed,
      message: `Pages of the origin ${quoted(origin)} may not call this server.`,
      remedy: 'Call it from a program, which sends no Origin header.',
    };
  }
  const path = (request.url ?? '').split('?', 1)[0];
  if (path === endpointPath) return undefined;
  return {
    status: 404,
    code: RefusalCode.NotFound,
    message: `There is nothing at ${quoted(path)}.`,
    remedy: `The MCP endpoint is ${endpointPath}.`,
  };
}

function quoted(text: string | undefined): string {
  return JSON.stringify((text ?? '').slice(0, limits.quotedCharacters));
}
