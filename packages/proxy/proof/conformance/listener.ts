import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { environment } from '../../src/command/env.js';

/** A program that listens, and says where in a line of its output or its log. */
export interface Listener {
  url: string;
  stop: () => Promise<void>;
}

export async function startListener(file: string, args: readonly string[], home: string): Promise<Listener> {
  const child: ChildProcess = spawn(process.execPath, [file, ...args], {
    cwd: dirname(file),
    env: { ...environment.all, SALLYPORT_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) =>
      reject(new Error(`${file} ended with exit code ${code} before it listened.`)),
    );
    for (const stream of [child.stdout, child.stderr])
      if (stream)
        createInterface({ input: stream }).on('line', (line) => {
          const found = /(?:^|listening at )(http:\/\/127\.0\.0\.1:\d+\/mcp)$/.exec(line)?.[1];
          if (found !== undefined) resolve(found);
        });
  });
  return {
    url,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
