import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';

import type { RunDataset } from '../../src/process/protocol.js';
import type { Contestant, GuestName } from './contestant.js';

const child = fileURLToPath(new URL('guest-child.ts', import.meta.url));

/** A guest in a warm process of its own, which could be killed: how a server has to run an engine that it does not trust. */
export async function inChild(name: GuestName, datasets: readonly RunDataset[]): Promise<Contestant> {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const process_ = spawn(process.execPath, ['--import', loader, child, JSON.stringify([name, datasets])], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: process_.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return {
    name: `${name}, in a child`,
    run: async ({ program }) => {
      process_.stdin.write(`${JSON.stringify(program)}\n`);
      const { value } = await lines.next();
      return (JSON.parse(String(value)) as { result: unknown }).result;
    },
    close: async () => {
      process_.stdin.end();
      await once(process_, 'close');
    },
  };
}
