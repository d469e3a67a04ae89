import type { CallToolResult, MCPCallToolOptions, MCPServer } from '@openai/agents';
import { isProtocolError, isTimeout } from './failures.js';
import { errorMessage, failedResult, plainResult, resultMessage } from './messages.js';
import { refusedResult } from './refusals.js';
import { wholeResult } from './result-server.js';

/** What came of a call: the message that a guard is to see, and how to make a result of what the guard leaves of it. */
export interface ServerAnswer {
  message: object;
  read: (message: unknown) => CallToolResult;
}

/**
 * Calls a tool. A refusal and a lack of time are answers that a model can act on; a broken connection is thrown, for it
 * is the run's affair.
 */
export async function callServer(
  server: MCPServer,
  tool: string,
  args: Record<string, unknown>,
  meta: Record<string, unknown> | null | undefined,
  options: MCPCallToolOptions | undefined,
): Promise<ServerAnswer> {
  try {
    const result = await wholeResult(server, [tool, args, meta, options]);
    return {
      message: resultMessage(plainResult(result)),
      read: (message) => (message as { result: CallToolResult }).result,
    };
  } catch (error) {
    if (isProtocolError(error)) {
      const { code, message, data } = error;
      return {
        message: errorMessage({ code, message, ...(data === undefined ? {} : { data }) }),
        read: (left) => refusedResult(left as { error: { code: number; message: string } }),
      };
    }
    if (!isTimeout(error)) throw error;
    const slow = failedResult({
      code: 'timeout',
      message: `The tool ${tool} did not answer in time.`,
      hint: 'Ask for less: filter or aggregate first.',
    });
    return { message: resultMessage(slow), read: () => slow };
  }
}
