import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { limits } from '../../limits.js';
import { commandFile, packageFolder } from '../../places.js';

/** An answer, as far as the demo looks at it. */
export interface Answer {
  result?: { tools?: { name: string }[]; content?: { text?: string }[] };
  error?: { code: number; message: string; data?: { rule?: string; title?: string } };
}

const server = join(packageFolder, 'dist', 'command', 'demo', 'server.js');

/** A client of one of the demo's servers, through `sallyport mcp proxy` as a process of its own. */
export class DemoSession {
  readonly #proxy: ChildProcessByStdio<Writable, Readable, null>;
  readonly #ended: Promise<unknown>;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #last = 0;

  /** @param environment with a `SALLYPORT_HOME` of the demo's own. */
  constructor(behaviour: string, environment: NodeJS.ProcessEnv) {
    const proxied = ['--preset', 'strict', '--server', behaviour, '--', process.execPath, server, behaviour];
    this.#proxy = spawn(process.execPath, [commandFile, 'mcp', 'proxy', ...proxied], {
      env: environment,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#ended = new Promise((resolve) => this.#proxy.once('close', resolve).once('error', resolve));
    // A proxy that is gone shows in the answers that do not come.
    this.#proxy.stdin.on('error', () => undefined);
    createInterface({ input: this.#proxy.stdout }).on('line', (line) => {
      const { id, ...answer } = JSON.parse(line) as Answer & { id: number };
      this.#waiting.get(id)?.(answer);
      this.#waiting.delete(id);
    });
  }

  /** Asks, and waits for the answer. Rejects when the proxy ends without one, or takes longer than the limit. */
  async request(method: string, params: object = {}): Promise<Answer> {
    const id = ++this.#last;
    const answer = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    this.#proxy.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
    const none = this.#ended.then(() => Promise.reject(new Error('The proxy ended without an answer.')));
    const late = new Promise<never>((_, reject) => {
      const timer = setTimeout(
        () => reject(new Error('The proxy took too long to answer.')),
        limits.demoAnswerMs,
      );
      void answer.then(() => clearTimeout(timer));
    });
    return Promise.race([answer, none, late]);
  }

  /** Ends the proxy, and with it the server. */
  async end(): Promise<void> {
    this.#proxy.stdin.end();
    const killing = setTimeout(() => this.#proxy.kill('SIGKILL'), limits.demoAnswerMs);
    await this.#ended;
    clearTimeout(killing);
  }
}
