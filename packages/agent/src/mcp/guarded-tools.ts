import type { MCPServer } from '@openai/agents';
import type { Guard, Inspection, WithheldTool } from '@sallyport/guard';
import type { RunFinding } from '../runs/types.js';
import type { CallScope } from './call-scope.js';
import { resultMessage } from './messages.js';
import { TtlCache } from './ttl-cache.js';
import type { McpTool } from './tool.js';

/** The list of a server's tools as the guard lets it through. */
export interface CheckedTools {
  tools: McpTool[];
  withheld: WithheldTool[];
}

/**
 * The tools of one server, scanned and compared with their pins each time they are listed anew. The list is kept for a
 * while: the SDK's own cache never works with a server that has no sessions.
 */
export class GuardedTools {
  readonly #cache: TtlCache<CheckedTools>;

  constructor(
    private readonly server: MCPServer,
    private readonly guard: Guard,
    ttlMs: number,
  ) {
    this.#cache = new TtlCache(ttlMs);
  }

  get(scope: CallScope): Promise<CheckedTools> {
    return this.#cache.get(() => this.#list(scope));
  }

  clear(): void {
    this.#cache.clear();
  }

  async #list(scope: CallScope): Promise<CheckedTools> {
    const listed = await this.server.listTools();
    const inspection = this.#inspect(listed, scope);
    const check = this.guard.checkTools(this.server.name, { tools: listed });
    const kept = listed.filter((tool) => check.allowed.includes(tool));
    scope.onFindings?.(findingsOf(inspection));
    // The pins know which tools are poisoned. What else made the list unacceptable is found tool by tool.
    const tools =
      inspection.verdict.action === 'block' && check.withheld.length === 0
        ? kept.filter((tool) => this.#inspect([tool], scope).verdict.action !== 'block')
        : kept;
    const dropped = kept.filter((tool) => !tools.includes(tool));
    return { tools, withheld: [...check.withheld, ...dropped.map((tool) => poisoned(tool, inspection))] };
  }

  #inspect(tools: McpTool[], scope: CallScope): Inspection {
    return this.guard.inspect(resultMessage({ tools }), {
      direction: 'server-to-client',
      server: this.server.name,
      method: 'tools/list',
      ...(scope.runId ? { runId: scope.runId } : {}),
      ...(scope.conversationId ? { conversationId: scope.conversationId } : {}),
    });
  }
}

/** The findings of an inspection in the form in which a run tells of them. */
export function findingsOf(inspection: Inspection): RunFinding[] {
  const { verdict, context, eventId } = inspection;
  const common = {
    ...(eventId ? { eventId } : {}),
    action: verdict.action,
    server: context.server,
    ...(context.tool ? { tool: context.tool } : {}),
  };
  return verdict.findings.map((finding) => Object.assign({ finding }, common));
}

function poisoned(tool: McpTool, inspection: Inspection): WithheldTool {
  return { tool, name: tool.name, reason: 'poisoned', diff: [], message: inspection.verdict.reason };
}
