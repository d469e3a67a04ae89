import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { temporaryFolder } from '@sallyport/testing';
import { onTestFinished } from 'vitest';
import { sallyportCommand } from '../../src/index.js';

/** A message, as tests look at it. */
export interface Message {
  jsonrpc?: string;
  id?: string | number | null;
  method?: string;
  params?: Record<string, unknown>;
  result?: Record<string, unknown>;
  error?: { code: number; message: string; data?: Record<string, unknown> };
}

export interface ProxyOptions {
  /** What stands before the two dashes. Default `--preset strict`. */
  flags?: readonly string[];
  /** SALLYPORT_HOME; a folder of the test's own by default. */
  home?: string;
  environment?: Record<string, string>;
}

/** A client that speaks lines to a real `sallyport mcp proxy`. */
export class ProxyClient {
  readonly process: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly home: string;
  /** Settles with the exit code. */
  readonly exit: Promise<number | null>;
  readonly lines: string[] = [];
  log = '';
  readonly #waiting: (() => void)[] = [];
  #isOver = false;

  constructor(command: readonly string[], options: ProxyOptions = {}) {
    this.home = options.home ?? temporaryFolder();
    const flags = options.flags ?? ['--preset', 'strict'];
    this.process = spawn(process.execPath, [sallyportCommand, 'mcp', 'proxy', ...flags, ...command], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        SALLYPORT_HOME: this.home,
        ...options.environment,
      },
    });
    this.exit = new Promise((resolve) => this.process.once('close', resolve));
    this.process.stdin.on('error', () => undefined);
    const reader = createInterface({ input: this.process.stdout, crlfDelay: Infinity });
    reader.on('line', (line) => {
      this.lines.push(line);
      this.#wake();
    });
    this.process.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.log += text;
      this.#wake();
    });
    this.process.once('close', () => {
      this.#isOver = true;
      this.#wake();
    });
    onTestFinished(() => void this.process.kill('SIGKILL'));
  }

  get messages(): Message[] {
    return this.lines.map((line) => JSON.parse(line) as Message);
  }

  /** Sends messages as lines; a text as it is. */
  send(...messages: (object | string)[]): void {
    const lines = messages.map((one) => `${typeof one === 'string' ? one : JSON.stringify(one)}\n`);
    this.process.stdin.write(lines.join(''));
  }

  /** Waits until something can be found in what came. */
  async until<T>(find: () => T | undefined | false): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined && found !== false) return found;
      if (this.#isOver)
        throw new Error(`The proxy is gone before it came. ${this.lines.join('\n')}\n${this.log}`);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** The answer to a request. */
  answer(id: string | number | null): Promise<Message> {
    return this.until(() =>
      this.messages.find((message) => message.id === id && message.method === undefined),
    );
  }

  async request(message: { id: string | number } & Record<string, unknown>): Promise<Message> {
    this.send({ jsonrpc: '2.0', ...message });
    return this.answer(message.id);
  }

  end(): Promise<number | null> {
    this.process.stdin.end();
    return this.exit;
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

const prelude = `
const { createInterface } = require('node:readline');
const send = (message) => process.stdout.write((typeof message === 'string' ? message : JSON.stringify({ jsonrpc: '2.0', ...message })) + '\\n');
const text = (id, value) => send({ id, result: { content: [{ type: 'text', text: value }] } });
const serve = (on) => createInterface({ input: process.stdin }).on('line', (line) => on(JSON.parse(line), line));
`;

/** A server of a few lines: `body` has `send`, `text` (a tool's answer) and `serve` (called with each message). */
export function inlineServer(body: string): string[] {
  return ['--', process.execPath, '-e', prelude + body];
}

/** A server with tools (as JSON) that answers each call with the JSON of its params. */
export function toolServer(tools: readonly object[], more = ''): string[] {
  return inlineServer(`
    serve((message, line) => {
      ${more}
      if (message.method === 'tools/list') send({ id: message.id, result: { tools: ${JSON.stringify(tools)} } });
      else if (message.method === 'tools/call') text(message.id, JSON.stringify(message.params));
      else if (message.id !== undefined && message.method) send({ id: message.id, result: {} });
    });`);
}
