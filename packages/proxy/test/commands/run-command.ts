import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { sallyportCommand } from '../../src/index.js';

/** What a run of the command came to. */
export interface Ran {
  code: number | null;
  out: string;
  error: string;
}

/** Where a run takes place. */
export interface Place {
  /** `SALLYPORT_HOME` of the run. */
  home: string;
  /** The working folder; the home unless given. */
  folder?: string;
  input?: string;
  environment?: Readonly<Record<string, string>>;
}

function startCommand(args: readonly string[], place: Place): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [sallyportCommand, ...args], {
    cwd: place.folder ?? place.home,
    env: { ...process.env, SALLYPORT_HOME: place.home, ...place.environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Runs `sallyport` as a person would, to its end, with a home of its own. */
export async function runCommand(args: readonly string[], place: Place): Promise<Ran> {
  const child = startCommand(args, place);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdin.on('error', () => undefined);
  child.stdin.end(place.input ?? '');
  const [code, out, error] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, out, error };
}

/** Asks through a command that speaks JSON-RPC over its pipes, and ends its input when the answer is there. */
export async function askThrough(args: readonly string[], place: Place, request: object): Promise<Ran> {
  const child = startCommand(args, place);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdin.on('error', () => undefined);
  child.stdout.once('data', () => child.stdin.end());
  child.stdin.write(`${JSON.stringify(request)}\n`);
  const [code, out, error] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, out, error };
}
