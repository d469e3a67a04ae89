import { AgentError } from '../errors.js';
import type { GuardedMcpServer } from '../mcp/guarded-server.js';
import { RunErrorCode } from './run-error.js';

/** Without the tool that runs programs there is nothing that the analyst could do. */
export async function assertToolsAtHand(server: GuardedMcpServer): Promise<void> {
  const tools = await server.listTools();
  if (tools.some((tool) => tool.name === 'run_analysis')) return;
  const withheld = (await server.withheldTools()).find((tool) => tool.name === 'run_analysis');
  throw new AgentError(
    RunErrorCode.toolsWithheld,
    withheld
      ? `The guard withholds the tool that runs programs: ${withheld.message}`
      : 'The MCP server does not offer the tool that runs programs.',
    withheld
      ? 'See what changed with `SALLYPORT_HOME=.sallyport pnpm sallyport pins diff`. If you updated the project yourself, let it in with `… pins approve data-analysis`, and ask again.'
      : "Check that MCP_URL names this project's MCP server.",
  );
}
