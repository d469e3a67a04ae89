import type { MCPServer } from '@openai/agents';

/** A tool's definition as the SDK hands it on: all of its members, unchanged. */
export type McpTool = Awaited<ReturnType<MCPServer['listTools']>>[number];
