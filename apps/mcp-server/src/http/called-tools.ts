import type { Client } from '../tls/admission.js';

/** Whether a client may see and call a tool. */
export type ToolPolicy = (client: Client, tool: string) => boolean;

/** The first tool in a body (one message, or a batch of the older protocol) that the client may not call. */
export function forbiddenCall(body: unknown, client: Client, permits: ToolPolicy): string | undefined {
  const messages: unknown[] = Array.isArray(body) ? body : [body];
  return messages.map(calledTool).find((tool) => tool !== undefined && !permits(client, tool));
}

function calledTool(message: unknown): string | undefined {
  if (!isRecord(message) || message['method'] !== 'tools/call' || !isRecord(message['params']))
    return undefined;
  const name = message['params']['name'];
  return typeof name === 'string' ? name : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
