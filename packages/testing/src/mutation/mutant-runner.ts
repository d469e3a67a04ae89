import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A mutant that takes longer than this never ends, which the tests notice too. Milliseconds. */
const patienceMs = 60_000;

/** A process that tests mutants of one file, started anew when one of them never ends. */
export class MutantRunner {
  #child: ChildProcess | undefined;

  constructor(
    readonly folder: string,
    readonly file: string,
    readonly tests: readonly string[],
  ) {}

  /** Whether the tests pass with the mutant of that number; with a number that none has, as the source is. */
  async survives(index: number): Promise<boolean> {
    const child = (this.#child ??= await this.#start());
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
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
