import type { CallToolResult, CallToolResultContent, MCPCallToolOptions, MCPServer } from '@openai/agents';

/** The arguments of a call, as the SDK gives them to a server. */
export type CallArguments = [
  tool: string,
  args: Record<string, unknown> | null,
  meta?: Record<string, unknown> | null,
  options?: MCPCallToolOptions,
];

/** A server whose calls give whole results. Whoever asks for the content alone gets that of the result. */
export abstract class ResultServer {
  abstract callToolResult(...call: CallArguments): Promise<CallToolResult>;

  async callTool(...call: CallArguments): Promise<CallToolResultContent> {
    return (await this.callToolResult(...call)).content;
  }
}

/** The whole result of a call, or as much of it as the server gives. */
export async function wholeResult(server: MCPServer, call: CallArguments): Promise<CallToolResult> {
  if (server.callToolResult) return server.callToolResult(...call);
  return { content: await server.callTool(...call) };
}
