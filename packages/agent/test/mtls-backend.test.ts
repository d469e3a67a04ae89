import { cpSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { initialise, readServerFiles, revoke } from '@sallyport/certs';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createBackend } from '../src/backend.js';
import type { Backend } from '../src/backend-types.js';
import type { AgentLimits } from '../src/limits.js';
import { goodReplies } from './support/backend.js';
import { dataServerHandler, goodBehaviour } from './support/data-server.js';
import { startFakeOpenAi } from './support/fake-openai.js';

const question = 'What is the average salary by department?';

describe('a backend over mutual TLS', () => {
  it('answers, and shows the certificate of the server', async () => {
    const certs = await certificates();
    const url = await startServer(certs);
    const backend = await startBackend(certs, url);
    const result = await (await backend.startRun({ question })).result;
    expect(result).toMatchObject({ status: 'answered', agentPath: ['Intake', 'Data Analyst'] });

    const { mcp, preset } = await backend.status();
    expect(preset).toBe('strict');
    expect(mcp).toMatchObject({
      url,
      reachable: true,
      clientName: 'web',
      tools: ['list_datasets', 'describe_dataset', 'run_analysis'],
      peer: { protocol: 'TLSv1.3' },
    });
    expect(mcp.peer?.subjectAltNames).toContain('DNS:localhost');
    expect(mcp.peer?.fingerprint256).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  });

  it('breaks off an answer that is too long', async () => {
    const certs = await certificates();
    const backend = await startBackend(certs, await startServer(certs), {
      mcpAnswerBytes: 300,
      mcpCallMs: 2000,
    });
    const began = performance.now();
    await expect(backend.datasets()).rejects.toMatchObject({ code: 'mcp-unreachable' });
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('starts without certificates, says what is missing, and works once they are there', async () => {
    const certs = await certificates();
    const url = await startServer(certs);
    const missing = join(temporaryFolder(), 'certs');
    const without = await startBackend(missing, url);
    const failed = await (await without.startRun({ question })).result;
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'certificate-missing' } });
    expect(failed.error?.remedy).toContain('sallyport-certs');
    expect((await without.status()).mcp).toMatchObject({
      reachable: false,
      error: { code: 'certificate-missing' },
    });

    cpSync(certs, missing, { recursive: true });
    expect(await (await without.startRun({ question })).result).toMatchObject({ status: 'answered' });
  });

  it.each([
    ['another authority', 'server-unknown', async () => startServer(await certificates())],
    [
      'another name',
      'server-name-wrong',
      async (certs: string) => (await startServer(certs)).replace('localhost', '127.0.0.2'),
    ],
    ['nobody there', 'mcp-unreachable', () => Promise.resolve('https://localhost:1/mcp')],
  ])('tells %s apart: %s', async (_name, code, serve) => {
    const certs = await certificates();
    const backend = await startBackend(certs, await serve(certs));
    const result = await (await backend.startRun({ question })).result;
    expect(result).toMatchObject({ status: 'failed', error: { code } });
  });

  it('tells a revoked client apart', async () => {
    const certs = await certificates();
    await revoke(certs, 'web');
    const url = await startServer(certs);
    const backend = await startBackend(certs, url);
    const result = await (await backend.startRun({ question })).result;
    expect(result).toMatchObject({ status: 'failed', error: { code: 'certificate-revoked' } });
  });
});

async function certificates(): Promise<string> {
  const folder = join(temporaryFolder(), 'certs');
  await initialise(folder);
  return folder;
}

async function startServer(certs: string): Promise<string> {
  const files = await readServerFiles(certs);
  const server = createServer(
    { ...files, minVersion: 'TLSv1.3', requestCert: true, rejectUnauthorized: true },
    dataServerHandler(goodBehaviour()),
  );
  await new Promise<void>((resolve) => {
    server.listen(0, resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `https://localhost:${(server.address() as AddressInfo).port}/mcp`;
}

async function startBackend(
  certs: string,
  mcpUrl: string,
  limits: Partial<AgentLimits> = {},
): Promise<Backend> {
  const model = await startFakeOpenAi(goodReplies);
  const backend = await createBackend({
    home: temporaryFolder(),
    certs,
    clientName: 'web',
    mcpUrl,
    limits,
    environment: { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: 'test' },
  });
  onTestFinished(() => backend.close());
  return backend;
}
