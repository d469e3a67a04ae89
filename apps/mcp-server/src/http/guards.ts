import type { IncomingMessage } from 'node:http';
import { validateHostHeader, validateOriginHeader } from '@modelcontextprotocol/server';
import { RefusalCode, type Refusal } from '../errors.js';
import { limits } from '../limits.js';

/** The path of the MCP endpoint. */
export const endpointPath = '/mcp';

/** The methods of the transport; the protocol library says which of them it does not serve. */
const methods = new Set(['POST', 'GET', 'DELETE']);

/** A name or address with or without a port. A URL's parser would take user names, paths and more for a part of it. */
const hostForm = /^(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i;

/** Refuses what a page in a browser could bring about (DNS rebinding, foreign origins) and what has no place here. */
export function guardRequest(request: IncomingMessage, allowedHosts: readonly string[]): Refusal | undefined {
  const { origin } = request.headers;
  const hosts = [...allowedHosts];
  // RFC 9112, 3.2: of two Host headers, nobody can say which one another party on the way went by.
  const [host, ...further] = request.headersDistinct['host'] ?? [];
  if (further.length > 0 || !hostForm.test(host ?? '') || !validateHostHeader(host, hosts).ok) {
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
  if (!methods.has(request.method ?? '')) {
    return {
      status: 405,
      code: RefusalCode.MethodNotAllowed,
      message: `The method ${quoted(request.method)} is not served.`,
      remedy: 'Send JSON-RPC messages with POST.',
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
