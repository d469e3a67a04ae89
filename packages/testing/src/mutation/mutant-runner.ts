import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What the tests of unchanged code may take, on however busy a machine. Milliseconds. */
const unchangedMs = 600_000;
/** A mutant whose tests take longer, and so many times longer than unchanged ones, never ends, which counts as noticed. */
const patienceMs = 60_000;
const patienceTimes = 4;

/** In place of a mutant's number: the source as it is. */
const unchanged = -1;

/** A process that tests mutants of one file, started anew when one of them never ends. */
export class MutantRunner {
  #child: ChildProcess | undefined;
  #patienceMs = unchangedMs;

  constructor(
    readonly folder: string,
    readonly file: string,
    readonly tests: readonly string[],
  ) {}

  /** Whether the tests pass with the source as it is. Ask this first: how long it takes decides how long mutants may. */
  async passesUnchanged(): Promise<boolean> {
    const started = performance.now();
    const passes = await this.survives(unchanged);
    this.#patienceMs = Math.max(patienceMs, patienceTimes * (performance.now() - started));
    return passes;
  }

  /** Whether the tests pass with the mutant of that number. */
  async survives(index: number): Promise<boolean> {
    const child = (this.#child ??= await this.#start());
    const timer = setTimeout(() => child.kill('SIGKILL'), this.#patienceMs);
    const alive = await new Promise<boolean | undefined>((resolve) => {
      const settle = (message?: { alive: boolean }): void => {
        child.off('message', onMessage);
        child.off('exit', onExit);
        resolve(message?.alive);
      };
      const onMessage = (message: { alive: boolean }): void => settle(message);
      const onExit = (): void => settle();
      child.on('message', onMessage).on('exit', onExit);
      child.send(index);
    });
    clearTimeout(timer);
    if (alive === undefined) this.#child = undefined;
    return alive ?? false;
  }

  async #start(): Promise<ChildProcess> {
    const path = fileURLToPath(new URL('runner.js', import.meta.url));
    const child = fork(path, [this.folder, this.file, ...this.tests], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await once(child, 'message');
    return child;
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
}
