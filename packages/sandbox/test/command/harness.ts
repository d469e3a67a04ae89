import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../bin/sallyport-sandbox.js', import.meta.url));

/** How a command ended. */
export interface Ended {
  code: number | null;
  out: string;
  error: string;
}

/** Runs the command as a person would, with its own environment. */
export function sallyportSandbox(
  args: readonly string[],
  { input = '', environment = {} }: { input?: string; environment?: Record<string, string> } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [command, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', ...environment },
  });
  const texts = { out: '', error: '' };
  child.stdout.on('data', (chunk: Buffer) => (texts.out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (texts.error += chunk.toString('utf8')));
  child.stdin.end(input);
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code, ...texts }));
  });
}

/** Standard error without what the sandbox says of a missing jail, which depends on the machine. */
export function withoutJailWarning(error: string): string {
  return error.replace(/^The sandbox runs programs without an operating system jail.*\n/m, '');
}

/** Runs the command into a reader that goes after the first line. */
export function firstLineOf(args: readonly string[]): Promise<{ code: number | null; error: string }> {
  const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let error = '';
  child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString('utf8')));
  child.stdout.once('data', () => child.stdout.destroy());
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code, error }));
  });
}
