import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NodeMcpRequestHandler } from '@modelcontextprotocol/node';
import { RefusalCode, type Refusal } from '../errors.js';
import type { RefusalLog } from '../refusals.js';
import type { Admission, Client } from '../tls/admission.js';
import { forbiddenCall, type ToolPolicy } from './called-tools.js';
import type { Calls } from './calls.js';
import { guardRequest } from './guards.js';
import { inTurn, type Listener } from './in-turn.js';
import { readBody } from './read-body.js';
import { recordOnce, refuse } from './refuse.js';

/** What stands between a request and the tools. */
export interface ListenerParts {
  admission: Admission;
  calls: Calls;
  allowedHosts: readonly string[];
  permits: ToolPolicy;
  refusals: RefusalLog;
  /** The MCP handler; it gets the client as `auth.extra.client`. */
  mcp: NodeMcpRequestHandler;
  /** Resolves when what has been revoked by now is known. */
  knowRevocations(): Promise<void>;
  isStopping(): boolean;
}

/**
 * Every request passes, in this order: the client's certificate as it stands now, Host and Origin, the path, the
 * body's size and form, the right to the tool. Only then the protocol library sees it.
 */
export function createListener(parts: ListenerParts): Listener {
  return inTurn((request, response) => {
    handle(parts, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
}

async function handle(
  parts: ListenerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { refusals } = parts;
  const client = await admit(parts, request, response);
  if (!client) return;
  parts.calls.begin(response);
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
  // A body may take long to come in: the client's right counts when the call begins.
  if (!(await admit(parts, request, response))) return;
  const tool = forbiddenCall(body.value, client, parts.permits);
  if (tool !== undefined) {
    return refuse(request, response, toolForbidden(client, tool), refusals, { ...caller, tool });
  }
  await parts.mcp(withClient(request, client), response, body.value);
}

/** The client of a request, if it may go on as things stand now. If not, it has been answered. */
async function admit(
  parts: ListenerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Client | undefined> {
  await parts.knowRevocations();
  const judgement = parts.admission.judge(request);
  if (judgement.ok) return judgement.client;
  // A call in flight has been cut, and recorded, when the revocation became known.
  if (!request.socket.destroyed) refuse(request, response, judgement.refusal, parts.refusals);
  return undefined;
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
