import type { CallToolResult, MCPCallToolOptions, MCPServer } from '@openai/agents';
import type {
  Guard,
  Inspection,
  InspectionContext,
  Policy,
  PresetName,
  WithheldTool,
} from '@sallyport/guard';
import { limits } from '../limits.js';
import { withReport, type CallReport, type CallScope } from './call-scope.js';
import { callServer } from './call-server.js';
import { guardOf } from './guard-of.js';
import { findingsOf, GuardedTools } from './guarded-tools.js';
import { callMessage, failedResult, withoutLinks, type JsonRpcCall } from './messages.js';
import { blockedResult } from './refusals.js';
import { ResultServer, type CallArguments } from './result-server.js';
import { endRunOnFailure, reportToRun } from './run-tool-options.js';
import { withClosedArguments, type McpTool } from './tool.js';

export interface GuardMcpServerOptions {
  /** How long a list of tools is trusted, in milliseconds. */
  toolsTtlMs?: number;
  /** The name in this side's certificate, for the audit log. */
  identity?: string;
  /** The tools that may be used; the others are neither shown nor callable. Default: all. */
  allowedTools?: readonly string[];
  /**
   * Where pins and the audit log lie, for a guard that is made here. Without it nothing is recorded, and trust lasts as long as
   * the server is open.
   */
  home?: string;
  /** What is done over several servers belongs together when they have the same session and the same guard. */
  session?: string;
}

/**
 * Puts every message of an MCP server through a guard, in process: the list of tools, the arguments of each call and
 * its result. A blocked message becomes a failed result whose text tells a model what it can do; poisoned and changed
 * tools are withheld, and refused even when they are called by name.
 *
 * @param policy a guard, which several servers may share; or what one is made with: a policy, or a preset's name.
 */
export function guardMcpServer(
  server: MCPServer,
  policy: Guard | Policy | PresetName,
  options: GuardMcpServerOptions = {},
): GuardedMcpServer {
  const { guard, close } = guardOf(policy, options.home);
  const tools = new GuardedTools(server, guard, options.toolsTtlMs ?? limits.toolsTtlMs);
  const scope = options.session === undefined ? {} : { conversationId: options.session };
  return new GuardedMcpServer(server, guard, tools, { ...options, onClose: close }, scope);
}

/** An MCP server behind a guard. `forRun` gives a view of it that says on whose behalf its messages travel. */
export class GuardedMcpServer extends ResultServer implements MCPServer {
  readonly cacheToolsList = false;
  readonly customDataExtractor = reportToRun;
  readonly errorFunction = endRunOnFailure;

  constructor(
    private readonly inner: MCPServer,
    private readonly guard: Guard,
    private readonly tools: GuardedTools,
    private readonly options: GuardMcpServerOptions & { onClose?: () => void },
    private readonly scope: CallScope,
  ) {
    super();
  }

  get name(): string {
    return this.inner.name;
  }

  /** The same server and the same list of tools, with the run's name on each message. */
  forRun(scope: CallScope): GuardedMcpServer {
    return new GuardedMcpServer(this.inner, this.guard, this.tools, this.options, scope);
  }

  connect(): Promise<void> {
    return this.inner.connect();
  }

  async close(): Promise<void> {
    this.tools.clear();
    try {
      await this.inner.close();
    } finally {
      this.options.onClose?.();
    }
  }

  async listTools(): Promise<McpTool[]> {
    const { tools } = await this.tools.get(this.scope);
    return tools.filter((tool) => this.#isAllowed(tool.name)).map(withClosedArguments);
  }

  /** The tools that the guard keeps back, with the reason. */
  async withheldTools(): Promise<WithheldTool[]> {
    return (await this.tools.get(this.scope)).withheld;
  }

  async invalidateToolsCache(): Promise<void> {
    this.tools.clear();
    await this.inner.invalidateToolsCache();
  }

  callToolResult(...[tool, args, meta, options]: CallArguments): Promise<CallToolResult> {
    return withReport((report) => this.#guardedCall(tool, args ?? {}, meta, options, report));
  }

  async #guardedCall(
    tool: string,
    args: Record<string, unknown>,
    meta: Record<string, unknown> | null | undefined,
    options: MCPCallToolOptions | undefined,
    report: CallReport,
  ): Promise<CallToolResult> {
    if (!this.#isAllowed(tool)) {
      return failedResult({
        code: 'tool-not-allowed',
        message: `There is no tool ${tool} for this analyst.`,
      });
    }
    const kept = (await this.tools.get(this.scope)).withheld.find((withheld) => withheld.name === tool);
    if (kept) return failedResult({ code: 'tool-withheld', message: kept.message });

    // The server would end the connection, and with it the run; a model can write less.
    if (JSON.stringify(args).length > limits.mcpArgumentsLength) {
      return failedResult({
        code: 'arguments-too-large',
        message: `The arguments have more than ${limits.mcpArgumentsLength} characters. The call was not sent.`,
        hint: 'Write a shorter program: data stay on the server and are named, not sent.',
      });
    }
    const request = this.#inspect(callMessage(tool, args), 'client-to-server', tool, report);
    if (request.verdict.action === 'block') return blockedResult(request, 'The call was not sent.');
    const forwarded = (request.message as JsonRpcCall).params.arguments;

    const answer = await callServer(this.inner, tool, forwarded, meta, options);
    const response = this.#inspect(answer.message, 'server-to-client', tool, report);
    if (response.verdict.action === 'block') return blockedResult(response, 'The result was not passed on.');
    return withoutLinks(answer.read(response.message));
  }

  #isAllowed(tool: string): boolean {
    return this.options.allowedTools?.includes(tool) ?? true;
  }

  #inspect(
    message: object,
    direction: InspectionContext['direction'],
    tool: string,
    report: CallReport,
  ): Inspection {
    const session = this.scope.conversationId ?? this.scope.runId;
    const inspection = this.guard.inspect(message, {
      direction,
      server: this.name,
      tool,
      method: 'tools/call',
      ...(session ? { session } : {}),
      ...(this.scope.runId ? { runId: this.scope.runId } : {}),
      ...(this.scope.conversationId ? { conversationId: this.scope.conversationId } : {}),
      ...(this.options.identity ? { identity: this.options.identity } : {}),
    });
    report.findings.push(...findingsOf(inspection));
    return inspection;
  }
}
