import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { repository } from './places.js';

/** Runs a TypeScript program of a package in a process of its own, which prints for itself; gives whether it ended well. */
export async function runProgram(file: string, args: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: repository,
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return code === 0;
}
