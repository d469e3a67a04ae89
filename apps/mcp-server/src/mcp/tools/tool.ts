import type { McpServer } from '@modelcontextprotocol/server';
import type { AuditLog } from '@sallyport/audit';
import type { Sandbox } from '@sallyport/sandbox';
import type { Client } from '../../tls/admission.js';

/** The part of the sandbox that the tools use. */
export type AnalysisSandbox = Pick<Sandbox, 'datasets' | 'describe' | 'run'>;

/** What a tool's call works with. */
export interface ToolContext {
  client: Client;
  sandbox: AnalysisSandbox;
  audit: AuditLog;
  /** Ends when the client goes away, or the server stops. */
  signal: AbortSignal | undefined;
}

/** A tool: its name, and how it is registered on the server of one request. */
export interface DataTool {
  name: string;
  register(server: McpServer, context: ToolContext): void;
}
