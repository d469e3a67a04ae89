import { AgentError } from '../errors.js';
import type { GuardedMcpServer } from '../mcp/guarded-server.js';
import { withheldError } from '../mcp/withheld-error.js';
import { RunErrorCode } from './run-error.js';

/** Without the tool that runs programs there is nothing that the analyst could do. */
export async function assertToolsAtHand(server: GuardedMcpServer, home: string): Promise<void> {
  const tools = await server.listTools();
  if (tools.some((tool) => tool.name === 'run_analysis')) return;
  const withheld = (await server.withheldTools()).find((tool) => tool.name === 'run_analysis');
  if (withheld) throw withheldError(server.name, withheld, home);
  throw new AgentError(
    RunErrorCode.toolsWithheld,
    'The MCP server does not offer the tool that runs programs.',
    "Check that MCP_URL names this project's MCP server.",
  );
}
