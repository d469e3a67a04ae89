import { RunErrorCode, type RunError } from '../runs/run-error.js';
import { causesOf, codeOf, isTimeout, type McpConnectionError } from './failures.js';

/** What a failed connection to the MCP server means to a person: which certificate is wrong, or that nobody answers. */
export function mcpFailure(error: McpConnectionError, mcpUrl: string, clientName: string): RunError {
  for (const cause of causesOf(error)) {
    const forbidden = codeOf(cause) === 'CLIENT_HTTP_FORBIDDEN';
    if (forbidden) return certificateFailure('client-unauthorised', clientName);
  }
  if (isTimeout(error)) {
    return {
      code: RunErrorCode.mcpTimeout,
      message: `The MCP server at ${mcpUrl} did not answer in time.`,
      remedy: 'Ask again in a moment. If it stays so, restart the MCP server.',
    };
  }
  return {
    code: RunErrorCode.mcpUnreachable,
    message: `The MCP server at ${mcpUrl} cannot be reached.`,
    remedy: 'Start it (`pnpm dev` starts everything), or set MCP_PORT to the port that it listens on.',
  };
}

function certificateFailure(_code: string, _clientName: string): RunError {
  throw new Error('not yet');
}
