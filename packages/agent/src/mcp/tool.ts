import type { MCPServer } from '@openai/agents';

/** A tool's definition as the SDK hands it on: all of its members, unchanged. */
export type McpTool = Awaited<ReturnType<MCPServer['listTools']>>[number];

/** A tool without parameters takes none: said outright, for a strict schema cannot be made of an open one. */
export function withClosedArguments(tool: McpTool): McpTool {
  const { properties } = tool.inputSchema;
  if (properties && Object.keys(properties).length > 0) return tool;
  return { ...tool, inputSchema: { ...tool.inputSchema, additionalProperties: false } };
}
