import { spawn, type SpawnOptions } from 'node:child_process';

/** What a program printed, and how it ended. */
export interface Run {
  code: number | null;
  out: string;
  error: string;
}

/** Runs a program of this machine to its end, without the event loop standing still. */
export function run(
  program: string,
  args: readonly string[],
  { input, ...options }: SpawnOptions & { input?: string | Buffer } = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const error: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => error.push(chunk));
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input ?? '');
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ code, out: Buffer.concat(out).toString(), error: Buffer.concat(error).toString() }),
    );
  });
}

/** curl through a proxy, trusting its authority. */
export function curl(
  through: { url: string; ca: string },
  args: readonly string[],
  input?: string | Buffer,
): Promise<Run> {
  return run('curl', ['-sS', '--max-time', '30', '--proxy', through.url, '--cacert', through.ca, ...args], {
    ...(input === undefined ? {} : { input }),
    env: { PATH: process.env['PATH'] },
  });
}
