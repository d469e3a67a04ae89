import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { sallyportCommand } from '../src/index.js';

/** What a run of the command came to. */
export interface Ran {
  code: number | null;
  out: string;
  error: string;
}

/** Runs `sallyport` as a person would, to its end. */
export async function sallyport(args: readonly string[], input = ''): Promise<Ran> {
  const child = spawn(process.execPath, [sallyportCommand, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [code, out, error] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, out, error };
}
