import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { MCPServerStreamableHttp } from '@openai/agents';
import { openAuditLog, readEvents, type SecurityEvent } from '@sallyport/audit';
import { createGuard, createPinStore, presets } from '@sallyport/guard';
import { temporaryFolder } from '@sallyport/testing';
import { onTestFinished } from 'vitest';
import { assembleBackend } from '../../src/assemble.js';
import type { Backend } from '../../src/backend-types.js';
import { openDatabase } from '../../src/conversations/database.js';
import { limits, type AgentLimits } from '../../src/limits.js';
import { ReconnectingMcpServer } from '../../src/mcp/reconnecting-server.js';
import type { ModelEnvironment } from '../../src/models/model-info.js';
import type { RunEvent, RunHandle } from '../../src/runs/types.js';
import { dataServerHandler, goodBehaviour, type Behaviour } from './data-server.js';
import { startFakeOpenAi, type FakeOpenAi, type Reply } from './fake-openai.js';

/** A backend on a fake model and a small MCP server, over plain HTTP: the tests of mutual TLS are elsewhere. */
export interface Bench {
  backend: Backend;
  model: FakeOpenAi;
  behaviour: Behaviour;
  home: string;
  mcp: { stop(): Promise<void>; start(): Promise<void> };
  audited: () => Promise<SecurityEvent[]>;
}

export interface BenchOptions {
  replies?: readonly Reply[];
  api?: 'chat' | 'responses';
  limits?: Partial<AgentLimits>;
  behaviour?: Partial<Behaviour>;
  environment?: ModelEnvironment;
  home?: string;
  /** Secrets that must not get into a report. */
  protect?: Record<string, string>;
}

export async function startBench(options: BenchOptions = {}): Promise<Bench> {
  const home = options.home ?? temporaryFolder();
  const behaviour = { ...goodBehaviour(), ...options.behaviour };
  const model = await startFakeOpenAi(options.replies ?? []);
  const mcp = await startMcp(behaviour);
  const auditFolder = join(home, 'audit');
  const audit = openAuditLog(auditFolder);
  const backend = await assembleBackend({
    server: new ReconnectingMcpServer('data-analysis', () =>
      Promise.resolve(
        new MCPServerStreamableHttp({ name: 'data-analysis', url: mcp.url, clientSessionTimeoutSeconds: 10 }),
      ),
    ),
    guard: createGuard({
      policy: presets.strict,
      audit,
      pins: createPinStore(join(home, 'pins')),
      source: 'agent',
    }),
    audit,
    database: await openDatabase(home),
    environment: options.environment ?? {
      OPENAI_BASE_URL: model.baseUrl,
      SALLYPORT_MODEL: 'test-model',
      SALLYPORT_MODEL_API: options.api ?? 'chat',
    },
    limits: { ...limits, modelRetries: 0, ...options.limits },
    reports: { folder: join(home, 'reports'), home, protect: options.protect ?? {} },
    mcpUrl: mcp.url,
    clientName: 'web',
    peer: () => Promise.resolve(undefined),
    closeConnection: () => Promise.resolve(),
  });
  onTestFinished(() => backend.close());
  const audited = (): Promise<SecurityEvent[]> => readEvents(auditFolder);
  return { backend, model, behaviour, home, mcp, audited };
}

async function startMcp(behaviour: Behaviour) {
  const handler = dataServerHandler(behaviour);
  let server = createServer(handler);
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => {
      server.listen(port, '127.0.0.1', resolve);
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  onTestFinished(stop);
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    stop,
    start: async () => {
      server = createServer(handler);
      await listen(port);
    },
  };
}

/** All the events of a run. */
export async function eventsOf(run: RunHandle, after = 0): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of run.events(after)) events.push(event);
  return events;
}

/** The replies of a model that hands over, writes one wrong program, then a right one, then answers. */
export const goodReplies: readonly Reply[] = [
  { text: 'ALLOW' },
  { calls: [{ name: 'transfer_to_Data_Analyst', arguments: {} }] },
  { text: 'Let me look at the data.', calls: [{ name: 'list_datasets', arguments: {} }] },
  { calls: [{ name: 'describe_dataset', arguments: { dataset: 'employees' } }] },
  {
    calls: [
      {
        name: 'run_analysis',
        arguments: { code: "pl.scan('employees').groupby('department')", datasets: null },
      },
    ],
  },
  {
    calls: [
      {
        name: 'run_analysis',
        arguments: { code: "chart(pl.scan('employees').groupBy('department'))", datasets: null },
      },
    ],
  },
  { text: 'Research earns 74,500 on average, Sales 51,000.' },
];
