import type { CallToolResult } from '@openai/agents';

let lastId = 0;

/** A number for a JSON-RPC message that the guard is shown. The wire's own ids are the SDK's affair. */
const nextId = (): number => (lastId += 1);

/** The `tools/call` request, as the guard is shown it. */
export function callMessage(tool: string, args: Record<string, unknown>): JsonRpcCall {
  return { jsonrpc: '2.0', id: nextId(), method: 'tools/call', params: { name: tool, arguments: args } };
}

/** A response with a result. */
export function resultMessage(result: unknown): { jsonrpc: '2.0'; id: number; result: unknown } {
  return { jsonrpc: '2.0', id: nextId(), result };
}

/** A response with an error. */
export function errorMessage(error: { code: number; message: string; data?: unknown }): object {
  return { jsonrpc: '2.0', id: nextId(), error };
}

export interface JsonRpcCall {
  jsonrpc: '2.0';
  id: number;
  method: 'tools/call';
  params: { name: string; arguments: Record<string, unknown> };
}

/** A plain copy of a result: the SDK hangs further members on its `content` array. */
export function plainResult(result: CallToolResult): CallToolResult {
  return {
    content: [...result.content],
    ...(result.structuredContent === undefined ? {} : { structuredContent: result.structuredContent }),
    ...(result.isError === undefined ? {} : { isError: result.isError }),
    ...(result._meta === undefined ? {} : { _meta: result._meta }),
  };
}

/** A result without links to resources: an analyst has no tool to read them, and its model would read them as text. */
export function withoutLinks(result: CallToolResult): CallToolResult {
  const content = result.content.filter(({ type }) => type !== 'resource_link');
  return content.length === result.content.length ? result : { ...result, content };
}

/** A failed tool result whose text tells a model what happened and what it can do. */
export function failedResult(error: {
  code: string;
  message: string;
  hint?: string;
  [member: string]: unknown;
}): CallToolResult {
  return { content: [{ type: 'text', text: JSON.stringify({ error }) }], isError: true };
}
