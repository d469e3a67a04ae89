import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Backend, RunEvent } from '@sallyport/agent';
import { startServer } from '../lib/mcp-server.js';
import { placesFrom } from '../lib/places.js';
import { markdownTable, median, percentile } from '@sallyport/testing/figures';

const QUESTIONS = [
  'What is the average salary by department?',
  'How many rainy days were there in March 2014?',
  'What were the total sales in Q1 2023?',
] as const;

/** Where the time of one question went, in milliseconds by stage. */
type Stages = Map<string, number>;

/** A question end to end on the embedded model: its time, and the share of each stage. */
export async function benchQuestions({ fast }: { fast: boolean }): Promise<void> {
  const { createBackend } = await import('@sallyport/agent');
  const { ensureCertificates } = await import('@sallyport/certs');
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-bench-'));
  const places = { ...placesFrom(process.env), home: join(folder, 'home'), certs: join(folder, 'certs') };
  await ensureCertificates(places.certs);
  const server = await startServer(places);
  const backend = await createBackend({
    home: places.home,
    certs: places.certs,
    clientName: 'ask',
    mcpUrl: server.url,
    environment: {},
  });
  try {
    const cold = await timeOne(backend, QUESTIONS[0]);
    const warm: { total: number; stages: Stages }[] = [];
    for (let round = 0; round < (fast ? 2 : 10); round += 1) {
      for (const question of QUESTIONS) warm.push(await timeOne(backend, question));
    }
    print(cold.total, warm);
  } finally {
    await backend.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timeOne(backend: Backend, question: string): Promise<{ total: number; stages: Stages }> {
  const began = performance.now();
  const run = await backend.startRun({ question });
  const stages: Stages = new Map();
  const add = (stage: string, milliseconds: number): void =>
    void stages.set(stage, (stages.get(stage) ?? 0) + milliseconds);
  let previous = performance.now();
  for await (const event of run.events()) {
    const now = performance.now();
    add(stageOf(event), now - previous);
    previous = now;
  }
  const result = await run.result;
  if (result.status !== 'answered') throw new Error(`"${question}" was ${result.status}: ${result.answer}`);
  return { total: performance.now() - began, stages };
}

/** The stage that an event ends. */
function stageOf(event: RunEvent): string {
  switch (event.type) {
    case 'run-start':
    case 'agent-start':
      return 'guardrail and handoff';
    case 'tool-input-available':
    case 'usage-update':
    case 'text-delta':
      return 'model: read, decide, write';
    case 'tool-output-available':
      return event.tool;
    case 'security-finding':
    case 'text-end':
    case 'run-end':
      return 'history and bookkeeping';
    default:
      return event satisfies never;
  }
}

function print(cold: number, warm: readonly { total: number; stages: Stages }[]): void {
  const totals = warm.map((sample) => sample.total);
  const names = [...new Set(warm.flatMap((sample) => [...sample.stages.keys()]))];
  const sum = totals.reduce((left, right) => left + right, 0);
  const rows = names.map((name) => {
    const samples = warm.map((sample) => sample.stages.get(name) ?? 0);
    const share = samples.reduce((left, right) => left + right, 0) / sum;
    return [name, median(samples).toFixed(1), `${(share * 100).toFixed(0)} %`];
  });
  rows.push(['the whole question', median(totals).toFixed(1), '100 %']);
  process.stdout.write(
    `\n### A question end to end on the embedded model (mutual TLS, guard, sandbox; ${warm.length} questions)\n\n` +
      `${markdownTable(['stage', 'median ms', 'share'], rows)}\n\n` +
      `p95 ${percentile(totals, 0.95).toFixed(0)} ms; the very first question on a new server ${cold.toFixed(0)} ms\n`,
  );
}
