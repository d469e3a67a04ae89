import type { IncomingHttpHeaders } from 'node:http';
import { isObject, objectAt, type JsonObject } from '../relay/messages.js';
import {
  missingHeader,
  nameOf,
  parameterPrefix,
  untrueHeader,
  versionKey,
  type HeaderParameter,
} from './routing-headers.js';

/** What is wrong with a request, as the current revision has it answered. */
export interface EraFault {
  status: number;
  code: number;
  message: string;
  data?: JsonObject;
}

/** What is known of a command, which knows nothing of HTTP itself. */
export interface ServedCommand {
  /** The revisions that it speaks, as far as it has said so. */
  revisions: readonly unknown[] | undefined;
  parametersOf: (tool: string) => readonly HeaderParameter[];
}

const firstModern = '2026-07-28';
const capabilitiesKey = 'io.modelcontextprotocol/clientCapabilities';
const mismatch = -32_020;
const badRequest = (code: number, message: string): EraFault => ({ status: 400, code, message });

/** Errors of the current era that HTTP tells too, by their codes. */
const statuses: Readonly<Record<number, number>> = {
  [-32_601]: 404,
  [mismatch]: 400,
  [-32_021]: 400,
  [-32_022]: 400,
};

/** The status of an answer, where a command gave it: a remote server has said its own. */
export function statusOf(answer: JsonObject): number {
  const { code } = objectAt(answer, 'error');
  return typeof code === 'number' ? (statuses[code] ?? 200) : 200;
}

/** Whether a message is of the era without sessions: it says so itself, or its headers do. */
export function isModern(message: JsonObject, headers: IncomingHttpHeaders): boolean {
  if (Object.hasOwn(objectAt(objectAt(message, 'params'), '_meta'), versionKey)) return true;
  const version = headers['mcp-protocol-version'];
  return typeof version === 'string' && /^\d{4}-\d\d-\d\d$/.test(version) && version >= firstModern;
}

/** The headers by which a message is routed unread, as its client gave them. */
export function routingHeadersOf(headers: IncomingHttpHeaders, message: JsonObject): Record<string, string> {
  const hasName = nameOf(message) !== undefined;
  const isRouting = (name: string): boolean =>
    name === 'mcp-method' || (name === 'mcp-name' && hasName) || name.startsWith(parameterPrefix);
  const version = headers['mcp-protocol-version'];
  const found = Object.entries(headers).filter(([name]) => isRouting(name));
  return {
    ...Object.fromEntries(found.map(([name, value]) => [name, String(value)])),
    ...(typeof version === 'string' && /^[\w.-]{1,32}$/.test(version)
      ? { 'mcp-protocol-version': version }
      : {}),
  };
}

/** What is wrong with the headers of a message: what they say must be in it, as nothing else looks at them. */
export function headerFault(
  headers: Readonly<Record<string, string>>,
  message: JsonObject,
): EraFault | undefined {
  const untrue = untrueHeader(headers, message);
  return untrue === undefined
    ? undefined
    : badRequest(mismatch, `The header ${untrue} says something else than the body.`);
}

/** What is wrong with a request of the current era, where a command is served. */
export function eraFault(
  headers: Readonly<Record<string, string>>,
  message: JsonObject,
  { revisions, parametersOf }: ServedCommand,
): EraFault | undefined {
  const { method } = message;
  const meta = objectAt(objectAt(message, 'params'), '_meta');
  const told = headers['mcp-protocol-version'];
  const version = meta[versionKey];
  if (method === 'initialize' && version === undefined)
    return badRequest(mismatch, 'The header MCP-Protocol-Version names a revision without `initialize`.');
  for (const [key, isGood] of [
    [versionKey, typeof version === 'string'],
    [capabilitiesKey, isObject(meta[capabilitiesKey])],
  ] as const)
    if (!isGood)
      return badRequest(-32_602, `The member ${key} of _meta is missing or not what it should be.`);
  if (told !== version)
    return badRequest(mismatch, 'The header MCP-Protocol-Version does not say what the body says.');
  if (headers['mcp-method'] === undefined) return badRequest(mismatch, 'The header Mcp-Method is missing.');
  const name = nameOf(message);
  if (name !== undefined && headers['mcp-name'] === undefined)
    return badRequest(mismatch, 'The header Mcp-Name is missing.');
  if (revisions && !revisions.includes(version)) {
    const message = 'The server does not speak this revision.';
    return { ...badRequest(-32_022, message), data: { supported: revisions, requested: version } };
  }
  const missing = method === 'tools/call' && missingHeader(headers, message, parametersOf(name ?? ''));
  return missing
    ? badRequest(mismatch, `The header ${missing} is missing, or says something else than the body.`)
    : undefined;
}
