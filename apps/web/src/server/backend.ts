import type { Backend } from '@sallyport/agent';
import { env, modelEnvironment } from '@/env';
import { agent } from './agent';

const holder = globalThis as typeof globalThis & { sallyportBackend?: Promise<Backend> | undefined };

/** The one backend of this process. It survives hot reloading; a start that failed is tried again at the next call. */
export function backend(): Promise<Backend> {
  holder.sallyportBackend ??= start();
  return holder.sallyportBackend;
}

async function start(): Promise<Backend> {
  try {
    const { createBackend } = await agent();
    return await createBackend({
      home: env.SALLYPORT_HOME,
      certs: env.SALLYPORT_CERTS,
      reports: env.SALLYPORT_REPORTS,
      clientName: 'web',
      mcpUrl: env.MCP_URL ?? `https://localhost:${env.MCP_PORT}/mcp`,
      environment: modelEnvironment,
    });
  } catch (error) {
    holder.sallyportBackend = undefined;
    throw error;
  }
}
