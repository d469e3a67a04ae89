import type { MCPServer } from '@openai/agents';
import type { AuditLog } from '@sallyport/audit';
import type { Guard } from '@sallyport/guard';
import type { Client } from '@libsql/client';
import { createModelClassifier } from './agents/classifier.js';
import type { Backend, BackendStatus, PeerCertificate } from './backend-types.js';
import { Catalog } from './catalog/catalog.js';
import { AgentError } from './errors.js';
import { LibsqlConversationStore } from './conversations/store.js';
import type { AgentLimits } from './limits.js';
import { guardMcpServer } from './mcp/guarded-server.js';
import { ReportServer, type ReportOptions } from './mcp/report-server.js';
import { withheldError } from './mcp/withheld-error.js';
import type { ModelEnvironment } from './models/model-info.js';
import { createModelRunner } from './models/runner.js';
import { recordRun } from './runs/record-run.js';
import { runErrorOf, type ErrorContext } from './runs/run-error-of.js';
import { RunManager } from './runs/run-manager.js';

/** The tools that the analyst may use. Whatever else a server offers is neither shown to a model nor callable. */
const analystTools = ['list_datasets', 'describe_dataset', 'run_analysis'];

/** The opened parts that a backend is put together from. It closes them all. */
export interface BackendParts {
  server: MCPServer;
  guard: Guard;
  audit: AuditLog;
  database: Client;
  environment: ModelEnvironment;
  limits: AgentLimits;
  mcpUrl: string;
  clientName: string;
  /** Where reports go. */
  reports: ReportOptions;
  /** What the connection knows of the server's certificate. */
  peer: () => Promise<PeerCertificate | undefined>;
  closeConnection: () => Promise<void>;
}

/** Puts the parts together. */
export async function assembleBackend(parts: BackendParts): Promise<Backend> {
  const { guard, audit, limits, mcpUrl, clientName } = parts;
  const { home } = parts.reports;
  const model = createModelRunner(parts.environment, limits);
  const server = guardMcpServer(parts.server, guard, {
    toolsTtlMs: limits.toolsTtlMs,
    identity: clientName,
    allowedTools: analystTools,
  });
  const catalog = new Catalog(server, limits, home);
  const store = new LibsqlConversationStore(parts.database, limits);
  await store.settleAbandonedRuns();
  const errorContext: ErrorContext = {
    model: model.info,
    hasKey: model.hasKey,
    mcpUrl,
    home,
    limits,
  };
  const runs = new RunManager(
    {
      model,
      ...(model.info.kind === 'embedded' ? {} : { classifier: createModelClassifier(model.runner) }),
      server,
      reports: (scope) => new ReportServer(parts.reports, scope),
      datasets: () => catalog.datasets(),
      limits,
      errorContext,
      save: async (result, events, cause) => {
        recordRun(audit, result, cause);
        await store.endTurn(result, events);
      },
    },
    store,
  );

  /** What a caller gets of a failure: what happened and what to do. */
  const explained = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (cause) {
      const { code, message, remedy } = runErrorOf(cause, errorContext);
      throw new AgentError(code, message, remedy, { cause });
    }
  };

  const mcpStatus = async (): Promise<BackendStatus['mcp']> => {
    const known = { url: mcpUrl, clientName };
    try {
      const peer = await parts.peer();
      const [tools, withheld] = [await server.listTools(), await server.withheldTools()];
      return {
        ...known,
        reachable: true,
        ...(peer ? { peer } : {}),
        tools: tools.map((tool) => tool.name),
        withheldTools: withheld.map((tool) => {
          const { remedy } = withheldError(server.name, tool, home);
          return { name: tool.name, reason: tool.reason, message: tool.message, remedy };
        }),
      };
    } catch (error) {
      return {
        ...known,
        reachable: false,
        tools: [],
        withheldTools: [],
        error: runErrorOf(error, errorContext),
      };
    }
  };

  return {
    startRun: (input) => runs.start(input),
    getRun: (runId) => runs.get(runId),
    activeRun: (conversationId) => runs.active(conversationId),
    conversations: store,
    datasets: () => explained(catalog.datasets()),
    describeDataset: (name) => explained(catalog.describe(name)),
    suggestions: () => explained(catalog.suggestions()),
    status: async () => ({
      model: model.info,
      mcp: await mcpStatus(),
      preset: guard.policy.name as BackendStatus['preset'],
      auditFolder: audit.folder,
      reportsFolder: parts.reports.folder,
    }),
    close: async () => {
      await runs.close();
      await server.close();
      await parts.closeConnection();
      store.close();
      audit.close();
    },
  };
}
