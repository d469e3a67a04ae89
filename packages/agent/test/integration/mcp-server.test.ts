import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { initialise } from '@sallyport/certs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBackend } from '../../src/backend.js';
import type { Backend } from '../../src/backend-types.js';
import type { RunResult } from '../../src/runs/types.js';

const app = fileURLToPath(new URL('../../../../apps/mcp-server/', import.meta.url));
const program = join(app, 'dist', 'main.js');
const built = existsSync(program) || process.env['REQUIRE_ALL'] === '1';

describe.skipIf(!built)(
  `the embedded analyst on the real MCP server${built ? '' : ' (skipped: apps/mcp-server is not built)'}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'sallyport-'));
    let server: ChildProcess;
    let backend: Backend | undefined;

    beforeAll(async () => {
      const certs = join(folder, 'certs');
      await initialise(certs);
      server = spawn(process.execPath, [program], {
        env: {
          PATH: process.env['PATH'],
          SALLYPORT_HOME: join(folder, 'server'),
          SALLYPORT_CERTS: certs,
          MCP_PORT: '0',
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const mcpUrl = await readyUrl(server);
      backend = await createBackend({ home: join(folder, 'home'), certs, clientName: 'ask', mcpUrl });
    });

    afterAll(async () => {
      await backend?.close();
      const exited = once(server, 'exit');
      server.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    });

    const started = (): Backend => {
      if (!backend) throw new Error('The backend has not started.');
      return backend;
    };
    const ask = async (question: string, conversationId?: string): Promise<RunResult> =>
      (await started().startRun({ question, ...(conversationId ? { conversationId } : {}) })).result;

    it('computes the average salary by department', async () => {
      const result = await ask('What is the average salary by department?');
      expect(result).toMatchObject({
        status: 'answered',
        agentPath: ['Intake', 'Data Analyst'],
        findings: [],
      });
      const expected = averageSalaries();
      const [departments = [], averages = []] = result.table?.data ?? [];
      expect(new Set(departments)).toEqual(new Set(expected.keys()));
      for (const [row, department] of departments.entries()) {
        expect(Number(averages[row])).toBeCloseTo(expected.get(department as string) ?? Number.NaN, 2);
      }
    });

    it('goes on with a follow-up, as a chart', async () => {
      const first = await ask('What is the average salary by department?');
      const second = await ask('as a bar chart', first.conversationId);
      expect(second).toMatchObject({ status: 'answered', conversationId: first.conversationId });
      expect(second.chart?.spec).toHaveProperty('mark');
    });

    it('answers every question that it suggests', async () => {
      const suggestions = await started().suggestions();
      expect(suggestions.length).toBeGreaterThan(3);
      for (const question of suggestions) {
        expect({ question, ...(await ask(question)) }).toMatchObject({ question, status: 'answered' });
      }
    }, 180_000);

    it('shows the tools and the certificate of the server', async () => {
      const { mcp } = await started().status();
      expect(mcp).toMatchObject({ reachable: true, withheldTools: [], peer: { protocol: 'TLSv1.3' } });
      expect(mcp.tools.toSorted()).toEqual(['describe_dataset', 'list_datasets', 'run_analysis']);
    });
  },
);

async function readyUrl(server: ChildProcess): Promise<string> {
  if (!server.stdout) throw new Error('The server has no standard output.');
  for await (const line of createInterface({ input: server.stdout })) {
    const event = line.startsWith('{') ? (JSON.parse(line) as { event?: string; url?: string }) : {};
    if (event.event === 'ready' && event.url) return event.url;
  }
  throw new Error('The server ended before it was ready.');
}

/** The averages, straight from the file. */
function averageSalaries(): Map<string, number> {
  const [header = '', ...lines] = readFileSync(join(app, 'data', 'employees.csv'), 'utf8')
    .trim()
    .split('\n');
  const names = header.split(',');
  const [department, salary] = [names.indexOf('department'), names.indexOf('salary')];
  const sums = new Map<string, { sum: number; count: number }>();
  for (const line of lines) {
    const cells = line.split(',');
    const sum = sums.get(cells[department] ?? '') ?? { sum: 0, count: 0 };
    sums.set(cells[department] ?? '', { sum: sum.sum + Number(cells[salary]), count: sum.count + 1 });
  }
  return new Map([...sums].map(([name, { sum, count }]) => [name, sum / count]));
}
