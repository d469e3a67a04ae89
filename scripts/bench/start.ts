import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../lib/places.js';
import { start } from '../lib/processes.js';
import { freePorts, markdownTable, median } from '@sallyport/testing/figures';

/** How long one start may take before the measurement gives up. Milliseconds. */
const LIMIT_MS = 180_000;

/** From `pnpm dev` with everything installed and built to the block that says that both apps are healthy. */
export async function benchStart({ fast }: { fast: boolean }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-bench-'));
  const first: number[] = [];
  const warm: number[] = [];
  try {
    first.push(await timeOneStart(folder));
    for (let run = 0; run < (fast ? 1 : 3); run += 1) warm.push(await timeOneStart(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const row = (name: string, samples: readonly number[]): string[] => [
    name,
    (median(samples) / 1000).toFixed(1),
    String(samples.length),
  ];
  const rows = [
    row('first: certificates made, datasets converted', first),
    row('again: certificates and datasets there', warm),
  ];
  process.stdout.write(
    `\n### From \`pnpm dev\` (packages installed and built) to a healthy page\n\n${markdownTable(['start', 'median s', 'runs'], rows)}\n`,
  );
}

async function timeOneStart(folder: string): Promise<number> {
  const ports = await freePorts(3);
  const began = performance.now();
  const child = start(process.execPath, ['--import', 'tsx', join('scripts', 'dev.ts')], {
    ...process.env,
    SALLYPORT_HOME: join(folder, 'home'),
    SALLYPORT_CERTS: join(folder, 'certs'),
    PORT: String(ports[0]),
    MCP_PORT: String(ports[1]),
    MCP_HEALTH_PORT: String(ports[2]),
  });
  try {
    return await new Promise<number>((resolve, reject) => {
      const report = (reason: string): Error => new Error(`${reason}:\n${child.lines.join('\n')}`);
      const timer = setTimeout(() => reject(report(`no page within ${LIMIT_MS / 1000} s`)), LIMIT_MS);
      child.onLine((line) => {
        if (!line.includes('Sallyport is ready')) return;
        clearTimeout(timer);
        resolve(performance.now() - began);
      });
      void child.exited.then(() => reject(report(`the start in ${repository} failed`)));
    });
  } finally {
    await child.stop();
  }
}
