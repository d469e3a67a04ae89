import { spawn, type ChildProcess } from 'node:child_process';

/** A server in a process of its own. */
export interface RunningProcess {
  /** What its ready line said. */
  ready: RegExpExecArray;
  /** Everything it has written so far. */
  output: () => string;
  stop: () => Promise<void>;
}

interface Start {
  command: string;
  args: string[];
  folder: string;
  environment: Record<string, string>;
  /** What it writes when it is ready. */
  readyLine: RegExp;
}

/** Variables that decide which model answers: a test sets its own or none. */
const modelVariables = /^(?:OPENAI_|SALLYPORT_|MCP_|PORT$|NODE_ENV$)/;

/** Starts a server and waits until it says that it is ready; throws with its output if it ends before. */
export async function startProcess({
  command,
  args,
  folder,
  environment,
  readyLine,
}: Start): Promise<RunningProcess> {
  const inherited = Object.entries(process.env).filter(([name]) => !modelVariables.test(name));
  const child = spawn(command, args, {
    cwd: folder,
    env: { NODE_ENV: 'production', ...Object.fromEntries(inherited), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  const ready = await new Promise<RegExpExecArray>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      written += chunk.toString('utf8');
      const match = readyLine.exec(written);
      if (match) resolve(match);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`${command} ended with ${code} before it was ready:\n${written}`)),
    );
  });
  return { ready, output: () => written, stop: () => stopProcess(child) };
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(timer);
}
