import type { CallToolResult, McpServer } from '@modelcontextprotocol/server';
import type { AuditLog } from '@sallyport/audit';
import type { Sandbox } from '@sallyport/sandbox';
import { log } from '../../log.js';
import type { Client } from '../../tls/admission.js';
import type { ResultStore } from '../result-store.js';
import { errorResult } from '../results.js';

/** The part of the sandbox that the tools use. */
export type AnalysisSandbox = Pick<Sandbox, 'datasets' | 'describe' | 'run'>;

/** What a tool's call works with. */
export interface ToolContext {
  client: Client;
  sandbox: AnalysisSandbox;
  audit: AuditLog;
  /** Where results lie that a client may read as a whole. */
  results: ResultStore;
  /** Ends when the client goes away, or the server stops. */
  signal: AbortSignal | undefined;
}

/** A tool: its name, and how it is registered on the server of one request. */
export interface DataTool {
  name: string;
  register(server: McpServer, context: ToolContext): void;
}

/** Runs a tool's work; what it throws goes to the operator's log, and never with its text to a model. */
export async function safely(
  tool: string,
  work: () => CallToolResult | Promise<CallToolResult>,
): Promise<CallToolResult> {
  try {
    return await work();
  } catch (error) {
    log('tool-failed', { tool, error: error instanceof Error ? error.stack : String(error) });
    const message = 'The tool failed by a fault of the server, not of your call.';
    return errorResult({ code: 'internal-error', message, hint: 'Call it once more.' }, 'internal', false);
  }
}
