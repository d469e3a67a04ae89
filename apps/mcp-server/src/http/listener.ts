import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { NodeMcpRequestHandler } from '@modelcontextprotocol/node';
import { RefusalCode, type Refusal } from '../errors.js';
import type { RefusalLog } from '../refusals.js';
import type { Admission, Client } from '../tls/admission.js';
import { forbiddenCall, type ToolPolicy } from './called-tools.js';
import { guardRequest } from './guards.js';
import { readBody } from './read-body.js';
import { recordOnce, refuse } from './refuse.js';

/** What stands between a request and the tools. */
export interface ListenerParts {
  admission: Admission;
  allowedHosts: readonly string[];
  permits: ToolPolicy;
  refusals: RefusalLog;
  /** The MCP handler; it gets the client as `auth.extra.client`. */
  mcp: NodeMcpRequestHandler;
  isStopping(): boolean;
}

/**
 * Every request passes, in this order: the client's certificate as it stands now, Host and Origin, the path, the
 * body's size and form, the right to the tool. Only then the protocol library sees it.
 */
export function createListener(
  parts: ListenerParts,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    handle(parts, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  };
}

async function handle(
  parts: ListenerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { admission, refusals } = parts;
  const judgement = admission.judge(request.socket as TLSSocket);
  if (!judgement.ok) return refuse(request, response, judgement.refusal, refusals);
  const { client } = judgement;
  const caller = { identity: client.uri };

  const refusal = parts.isStopping() ? stopping : guardRequest(request, parts.allowedHosts);
  if (refusal) return refuse(request, response, refusal, refusals, caller);
  response.once('finish', () => recordProtocolRefusal(request, response, refusals, client));
  if (request.method !== 'POST') return parts.mcp(withClient(request, client), response);

  const body = await readBody(request);
  if (!body.ok) {
    if ('refusal' in body) refuse(request, response, body.refusal, refusals, caller);
    return;
  }
  const tool = forbiddenCall(body.value, client, parts.permits);
  if (tool !== undefined) {
    return refuse(request, response, toolForbidden(client, tool), refusals, { ...caller, tool });
  }
  await parts.mcp(withClient(request, client), response, body.value);
}

/** The protocol library hands `auth` on, untouched, to the factory of servers. There is no token. */
function withClient(request: IncomingMessage, client: Client): IncomingMessage & { auth: ClientAuth } {
  const auth: ClientAuth = { token: '', clientId: client.uri, scopes: [], extra: { client } };
  return Object.assign(request, { auth });
}

interface ClientAuth {
  token: string;
  clientId: string;
  scopes: string[];
  extra: { client: Client };
}

function recordProtocolRefusal(
  request: IncomingMessage,
  response: ServerResponse,
  refusals: RefusalLog,
  client: Client,
): void {
  if (response.statusCode < 400) return;
  recordOnce(response, refusals, {
    kind: 'mcp-refusal',
    code: RefusalCode.ProtocolRefused,
    message: `A ${request.method} request was answered with status ${response.statusCode}.`,
    identity: client.uri,
    remoteAddress: request.socket.remoteAddress,
    data: { status: response.statusCode },
  });
}

function toolForbidden(client: Client, tool: string): Refusal {
  return {
    status: 403,
    code: RefusalCode.ToolNotAuthorised,
    message: `The tool ${JSON.stringify(tool.slice(0, 100))} is not open to ${client.uri}.`,
    remedy: 'Use a client that the tool is open to.',
  };
}

const stopping: Refusal = {
  status: 503,
  code: RefusalCode.Stopping,
  message: 'The server is stopping.',
  remedy: 'Call again when it has been started anew.',
};
