import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it, vi } from 'vitest';
import { alive, descendantsOf, startProcess } from './support/child.js';
import { certificates } from './support/house.js';
import { connectMcp, eras } from './support/mcp-client.js';

const data = fileURLToPath(new URL('../data', import.meta.url));

/** Average salary by department, computed without the server. */
function averages(): Map<string, number> {
  const [header = '', ...lines] = readFileSync(join(data, 'employees.csv'), 'utf8').trim().split('\n');
  const names = header.trim().split(',');
  const sums = new Map<string, { sum: number; count: number }>();
  for (const line of lines) {
    const cells = line.trim().split(',');
    const department = cells[names.indexOf('department')] ?? '';
    const salary = cells[names.indexOf('salary')] ?? '';
    if (salary === '') continue;
    const before = sums.get(department) ?? { sum: 0, count: 0 };
    sums.set(department, { sum: before.sum + Number(salary), count: before.count + 1 });
  }
  return new Map([...sums].map(([name, { sum, count }]) => [name, sum / count]));
}

interface Table {
  columns: { name: string }[];
  data: unknown[][];
}

/** On a busy machine a server takes that long to start, and each of its answers seconds. */
const patienceMs = 300_000;

describe('the server as a process', () => {
  it(
    'serves the shipped data to both eras, and leaves nothing behind when it is told to stop',
    async () => {
      const home = temporaryFolder();
      const certs = await certificates();
      const server = startProcess({ SALLYPORT_HOME: home, SALLYPORT_CERTS: certs, MCP_PORT: '0' });
      const ready = JSON.parse((await server.firstLine) ?? server.errors()) as {
        url: string;
        healthUrl: string;
      };
      expect(ready).toMatchObject({
        event: 'ready',
        url: expect.stringMatching(/^https:\/\/localhost:\d+\/mcp$/),
      });
      const stateFile = join(home, 'mcp-server.json');
      expect(JSON.parse(readFileSync(stateFile, 'utf8'))).toMatchObject({
        pid: server.child.pid,
        url: ready.url,
        healthUrl: ready.healthUrl,
      });
      expect((await fetch(ready.healthUrl)).status).toBe(200);
      const metrics = await fetch(new URL('/metrics', ready.healthUrl));
      expect(await metrics.json()).toMatchObject({
        runs: { ok: expect.any(Number), killed: 0 },
        kills: { 'wall-clock': 0, memory: 0 },
        queue: { count: expect.any(Number), p95Ms: expect.any(Number), length: 0 },
        peakMemoryBytes: expect.any(Number),
        children: expect.arrayContaining([expect.objectContaining({ state: expect.any(String) })]),
        jail: { kind: expect.any(String) },
        datasets: expect.any(Number),
        failedDatasets: 0,
      });

      for (const era of eras) {
        const house = { origin: new URL(ready.url).origin, certs, server: ready };
        const client = await connectMcp(house, era);
        const call = async (name: string, args: Record<string, unknown>) => {
          const result = await client.callTool({ name, arguments: args });
          const [first] = result.content;
          return { ...result, text: first?.type === 'text' ? first.text : '' };
        };
        // A client that knows the tools checks every result against their output schemas.
        await client.listTools();
        const list = await call('list_datasets', {});
        expect(JSON.parse(list.text)).toEqual(list.structuredContent);
        expect(list.text).toContain('"seattle-weather"');

        const described = await call('describe_dataset', { dataset: 'employees' });
        expect(described).toMatchObject({ structuredContent: { name: 'employees', synthetic: true } });

        const ran = await call('run_analysis', {
          code: `pl.scan('employees').groupBy('department').agg(pl.col('salary').mean().alias('average'))`,
          datasets: ['employees'],
        });
        const { table } = ran.structuredContent as { table: Table };
        const [departments = [], salaries = []] = table.data;
        const expected = averages();
        expect(departments.length).toBe(expected.size);
        departments.forEach((name, row) => {
          expect(salaries[row]).toBeCloseTo(expected.get(String(name)) ?? Number.NaN, 6);
        });

        const wrong = await call('run_analysis', { code: `pl.scan('employees').groupBye('department')` });
        expect(wrong.isError).toBe(true);
        expect(JSON.parse(wrong.text)).toMatchObject({ error: { didYouMean: ['groupBy'], line: 1 } });
        const barred = await call('run_analysis', { code: `pl.scan('sales')`, datasets: ['employees'] });
        expect(barred.isError).toBe(true);
      }

      const canSeeProcesses = process.platform === 'linux';
      const descendants = canSeeProcesses ? descendantsOf(server.child.pid ?? 0) : [];
      server.child.kill('SIGTERM');
      expect(await server.exited).toBe(0);
      expect(existsSync(stateFile)).toBe(false);
      if (!canSeeProcesses) return;
      expect(descendants.length).toBeGreaterThan(0);
      await vi.waitFor(() => expect(alive(descendants)).toEqual([]));
    },
    patienceMs,
  );

  it('ends with the program that started it, however that ends', async () => {
    const server = startProcess({
      SALLYPORT_HOME: temporaryFolder(),
      SALLYPORT_CERTS: await certificates(),
      SALLYPORT_DATA: temporaryFolder(),
      MCP_PORT: '0',
    });
    expect(await server.firstLine).toContain('ready');
    server.child.disconnect();
    expect(await server.exited).toBe(0);
  });

  it('says what is missing when it cannot start', async () => {
    const server = startProcess({
      SALLYPORT_HOME: temporaryFolder(),
      SALLYPORT_CERTS: join(temporaryFolder(), 'none'),
      SALLYPORT_DATA: temporaryFolder(),
      MCP_PORT: '0',
    });
    expect(await server.exited).toBe(1);
    expect(server.errors()).toContain('sallyport-certs init');
  });
});
