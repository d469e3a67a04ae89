import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { CallToolResult, MCPCallToolOptions, MCPServer } from '@openai/agents';
import { readEvents } from '@sallyport/audit';
import { AgentError } from '../errors.js';
import { RunErrorCode } from '../runs/run-error.js';
import type { RunFinding } from '../runs/types.js';
import { withReport, type CallReport, type CallScope } from './call-scope.js';
import { callServer } from './call-server.js';
import { guardedStdioServer, type GuardedStdioOptions } from './guarded-stdio-server.js';
import { failedResult } from './messages.js';
import { findingOfEvent, refusalOf } from './proxy-refusal.js';
import { ReconnectingMcpServer } from './reconnecting-server.js';
import { ResultServer, type CallArguments } from './result-server.js';
import { endRunOnFailure, reportToRun } from './run-tool-options.js';
import type { McpTool } from './tool.js';
import { approveWith } from './withheld-error.js';

/** The name of the server that reports are written through, in events, pins and the audit log. */
export const reportServerName = 'reports';

/** What the report writer may do in its folder. Whatever else the server offers is neither shown nor callable. */
const writerTools = new Set(['write_file', 'read_text_file', 'list_directory']);

/** Where reports go, and what is kept from them. */
export interface ReportOptions {
  /** The folder of reports. It is made when the first one is written. */
  folder: string;
  /** `SALLYPORT_HOME`, for the proxy's pins and audit log. */
  home: string;
  /** Secrets that must not get into a report, by name. */
  protect: GuardedStdioOptions['protect'];
}

/**
 * The official filesystem server, rooted at the folder of reports, behind the `sallyport` proxy with the preset `strict`.
 * It starts when it is first asked for something, and belongs to one run: close it with the run.
 */
export class ReportServer extends ResultServer implements MCPServer {
  readonly name = reportServerName;
  readonly cacheToolsList = false;
  readonly customDataExtractor = reportToRun;
  readonly errorFunction = endRunOnFailure;
  readonly #inner: ReconnectingMcpServer;

  constructor(
    private readonly options: ReportOptions,
    private readonly scope: CallScope,
  ) {
    super();
    this.#inner = new ReconnectingMcpServer(reportServerName, () => this.#start());
  }

  connect(): Promise<void> {
    return this.#inner.connect();
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  async listTools(): Promise<McpTool[]> {
    const tools = await this.#inner.listTools();
    if (!tools.some(({ name }) => name === 'write_file')) throw this.#withheld();
    return tools.filter(({ name }) => writerTools.has(name));
  }

  invalidateToolsCache(): Promise<void> {
    return this.#inner.invalidateToolsCache();
  }

  callToolResult(...[tool, args, meta, options]: CallArguments): Promise<CallToolResult> {
    return withReport(async (report) =>
      writerTools.has(tool)
        ? this.#call(tool, args ?? {}, meta, options, report)
        : failedResult({ code: 'tool-not-allowed', message: `There is no tool ${tool} for this writer.` }),
    );
  }

  async #call(
    tool: string,
    args: Record<string, unknown>,
    meta: Record<string, unknown> | null | undefined,
    options: MCPCallToolOptions | undefined,
    report: CallReport,
  ): Promise<CallToolResult> {
    const answer = await callServer(this.#inner, tool, args, meta, options);
    const result = answer.read(answer.message);
    const refusal = refusalOf(result);
    if (refusal) {
      report.findings.push(...(await this.#findingsBehind(refusal.eventId, tool)));
      const { message, remedy: hint, rule, pointer, eventId } = refusal;
      return failedResult({ code: 'blocked-by-guard', message, hint, rule, pointer, eventId });
    }
    const text = result.content
      .map((part) => (typeof part['text'] === 'string' ? part['text'] : ''))
      .join('\n');
    return result.isError === true ? failedResult({ code: 'tool-failed', message: text }) : result;
  }

  /** The proxy decides in a process of its own: what it found is in the audit log that both write to. */
  async #findingsBehind(eventId: string | undefined, tool: string): Promise<RunFinding[]> {
    if (eventId === undefined) return [];
    const [event] = await readEvents(join(this.options.home, 'audit'), { id: eventId });
    return (event?.findings ?? []).map((found) => ({
      eventId,
      action: 'block',
      server: reportServerName,
      tool,
      finding: findingOfEvent(found, event?.direction),
    }));
  }

  /** The official server has the tool: when it is not there, the proxy before it keeps it back. */
  #withheld(): AgentError {
    return new AgentError(
      RunErrorCode.toolsWithheld,
      'The guard withholds the tool that writes reports: it is not what it was when it was pinned, or holds hidden orders.',
      approveWith(reportServerName, this.options.home),
    );
  }

  async #start(): Promise<MCPServer> {
    const { folder, home, protect } = this.options;
    await mkdir(folder, { recursive: true });
    const session = this.scope.conversationId ?? this.scope.runId;
    const { program, identity } = filesystemServer();
    return guardedStdioServer({
      name: reportServerName,
      command: process.execPath,
      args: [program, folder],
      identity,
      cwd: folder,
      preset: 'strict',
      quiet: true,
      home,
      ...(protect ? { protect } : {}),
      ...(session === undefined ? {} : { session }),
      agent: 'report-writer',
    });
  }
}

/** The program of the official filesystem server, and what it is, wherever it lies. */
function filesystemServer(): { program: string; identity: string } {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve('@modelcontextprotocol/server-filesystem/package.json');
  const { name, version } = require(manifest) as { name: string; version: string };
  return { program: join(dirname(manifest), 'dist', 'index.js'), identity: `${name}@${version}` };
}
