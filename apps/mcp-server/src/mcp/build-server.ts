import { McpServer, type McpRequestContext } from '@modelcontextprotocol/server';
import type { AuditLog } from '@sallyport/audit';
import type { ToolPolicy } from '../http/called-tools.js';
import type { Client } from '../tls/admission.js';
import type { ResultStore } from './result-store.js';
import { registerResultTables } from './result-tables.js';
import { describeDataset } from './tools/describe-dataset.js';
import { listDatasets } from './tools/list-datasets.js';
import { runAnalysis } from './tools/run-analysis.js';
import type { AnalysisSandbox, DataTool } from './tools/tool.js';

/** The tools, in the order of `tools/list`. */
const tools: readonly DataTool[] = [listDatasets, describeDataset, runAnalysis];

/** What every server of a request is made from. */
export interface ServerParts {
  sandbox: AnalysisSandbox;
  audit: AuditLog;
  results: ResultStore;
  permits: ToolPolicy;
}

/** Makes the MCP server of one request, with the tools that are open to its client and no others. */
export function buildServer(parts: ServerParts, request: McpRequestContext): McpServer {
  const client = clientOf(request);
  const mayRun = parts.permits(client, runAnalysis.name);
  const server = new McpServer(
    { name: 'sallyport-data-analysis', title: 'Sallyport data analysis', version: '0.1.0' },
    {
      capabilities: {
        tools: { listChanged: false },
        ...(mayRun ? { resources: { listChanged: false } } : {}),
      },
    },
  );
  const context = { ...parts, client, signal: request.requestInfo?.signal };
  for (const tool of tools) if (parts.permits(client, tool.name)) tool.register(server, context);
  if (mayRun) registerResultTables(server, context);
  return server;
}

/** The listener put the client there; no request reaches this without one. */
function clientOf({ authInfo }: McpRequestContext): Client {
  const client = authInfo?.extra?.['client'];
  if (typeof client !== 'object' || client === null) throw new TypeError('a request without a client');
  return client as Client;
}
