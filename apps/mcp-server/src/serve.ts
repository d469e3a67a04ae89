import { join } from 'node:path';
import { openAuditLog, type AuditLog } from '@sallyport/audit';
import { createSandbox, type Sandbox } from '@sallyport/sandbox';
import type { Environment } from './env.js';
import { log } from './log.js';
import { startServer } from './start-server.js';
import { loadCredentials } from './tls/credentials.js';
import { removeStateFile, writeStateFile } from './state-file.js';

/** The whole house that `main` runs: sandbox, audit log, server. */
export interface House {
  url: string;
  healthUrl: string;
  /** Ends everything in order, and leaves no child behind. */
  close(): Promise<void>;
}

/** Opens the audit log, warms the sandbox and starts the server; what was begun is undone when a part fails. */
export async function serve(environment: Environment): Promise<House> {
  const audit = openAuditLog(join(environment.home, 'audit'));
  let sandbox: Sandbox | undefined;
  try {
    // Missing certificates are told before datasets are converted, which may take a while.
    await loadCredentials(environment.certs);
    sandbox = await openSandbox(environment);
    const server = await startServer({
      ...environment,
      sandbox,
      metrics: metricsOf(sandbox),
      audit,
      results: join(environment.home, 'results'),
    });
    const { url, healthUrl } = server;
    const state = { pid: process.pid, url, healthUrl, startedAt: new Date().toISOString() };
    if (environment.stateFile) await writeStateFile(environment.stateFile, state);
    return { url, healthUrl, close: () => closeAll(environment, () => server.close(), sandbox, audit) };
  } catch (error) {
    await sandbox?.close();
    audit.close();
    throw error;
  }
}

async function openSandbox({ data, home }: Environment): Promise<Sandbox> {
  const sandbox = await createSandbox({
    dataFolder: data,
    cacheFolder: join(home, 'parquet'),
    logger: {
      info: (message) => log('sandbox', { message }),
      warn: (message) => log('sandbox-warning', { message }),
    },
  });
  for (const failure of sandbox.failures()) log('dataset-failed', { ...failure });
  return sandbox;
}

/** Runs, kills by reason, waiting and memory of the sandbox, its jail, and the files that are no datasets. */
function metricsOf(sandbox: Sandbox): () => object {
  return () => {
    const { jail, children, ...figures } = sandbox.metrics();
    return {
      ...figures,
      children: children.map(({ state, runs, memoryBytes }) => ({ state, runs, memoryBytes })),
      jail: {
        kind: jail.kind,
        missing: jail.layers.filter(({ active }) => !active).map(({ name }) => name),
      },
      datasets: sandbox.datasets().length,
      failedDatasets: sandbox.failures().length,
    };
  };
}

async function closeAll(
  { stateFile }: Environment,
  closeServer: () => Promise<void>,
  sandbox: Sandbox | undefined,
  audit: AuditLog,
): Promise<void> {
  if (stateFile) await removeStateFile(stateFile);
  await closeServer();
  await sandbox?.close();
  audit.close();
}
