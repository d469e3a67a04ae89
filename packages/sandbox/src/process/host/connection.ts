import type { Socket } from 'node:net';

import type { Mounted } from '../../datasets/convert.js';
import type { SandboxLimits } from '../../limits.js';
import { converterKind, converterLimits, dataMount, runnerKind } from '../children.js';
import type { ChildKind } from '../designs.js';
import type { Jail } from '../jail.js';
import type { KillReason } from '../metrics.js';
import { ProcessChannel } from '../process-channel.js';
import { isHello, protocolVersion, type Hello, type HostEnd, type Welcome } from './greeting.js';
import { grantFiles } from './grant-files.js';
import {
  decodeJson,
  encodeJson,
  encodeMessage,
  MessageKind,
  MessageReader,
  type Message,
} from './messages.js';

/** What all connections of a host share. */
export interface HostContext {
  jail: Jail;
  limits: SandboxLimits;
  cacheFolder: string;
  sourceFolders: readonly string[];
  /** Takes one of the places for children; false when there is none. */
  claim(): boolean;
  release(): void;
}

const newline = 10;
/** What a child says before and after the one time that it loads something. */
const loadNotices = (['loading', 'loaded'] as const).map((kind) => ({
  kind,
  line: Buffer.from(`${JSON.stringify({ kind })}\n`),
}));
const mebibyte = 1024 * 1024;
/** Bytes of a request before its line: how long it may take. */
const clockBytes = 4;

/** One pool's connection, and the one child that is made for it. When either ends, so does the other. */
export class HostConnection {
  readonly #socket: Socket;
  readonly #host: HostContext;
  readonly #reader: MessageReader;
  #limits: SandboxLimits;
  #longestMs: number;
  /** How long the request under way may take; 0 when there is none. */
  #requestMs = 0;
  #loads = 0;
  #channel: ProcessChannel | undefined;
  #greeted = false;
  #ended = false;
  #clock: NodeJS.Timeout;
  #watchdog: NodeJS.Timeout | undefined;

  constructor(socket: Socket, host: HostContext) {
    this.#socket = socket;
    this.#host = host;
    this.#limits = host.limits;
    this.#longestMs = host.limits.wallMs;
    this.#reader = new MessageReader(host.limits.frameBytes);
    this.#clock = setTimeout(() => this.close(), host.limits.helloMs);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('error', () => {}); // What follows is the close.
    socket.once('end', () => this.close());
    socket.once('close', () => this.close());
  }

  /** Ends the child, without a word to the pool. */
  close(): void {
    this.#stop();
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    const messages = this.#reader.push(chunk);
    if (messages === undefined) this.close();
    else for (const message of messages) if (!this.#ended) this.#handle(message);
  }

  #handle({ kind, payload }: Message): void {
    if (kind === MessageKind.Hello && !this.#greeted) {
      this.#greeted = true;
      const hello = decodeJson(payload);
      if (isHello(hello)) this.#greet(hello);
      else this.close();
    } else if (kind === MessageKind.Request && this.#channel !== undefined && payload.length > clockBytes) {
      this.#ask(this.#channel, payload.subarray(clockBytes).toString('utf8'), payload.readUInt32BE());
    } else {
      this.close();
    }
  }

  #greet(hello: Hello): void {
    if (hello.version !== protocolVersion) {
      this.#end(
        'start',
        `this sandbox host speaks version ${protocolVersion} of its protocol, not ${hello.version}`,
      );
    } else if (hello.want === 'report') {
      this.#welcome(0, undefined);
      this.#stop();
      this.#socket.end();
    } else if (hello.want === 'runner') {
      this.#start(runnerKind(this.#limits, this.#host.cacheFolder), undefined);
    } else {
      this.#startConverter(hello.sources, hello.target);
    }
  }

  #startConverter(sources: string[], target: string): void {
    const granted = grantFiles(sources, target, this.#host);
    if (typeof granted === 'string') return this.#end('start', granted);
    const { limits } = this.#host;
    this.#limits = converterLimits(limits);
    this.#longestMs = limits.ingestMs + (limits.fileBytes / mebibyte) * limits.ingestMsPerMegabyte;
    this.#start(converterKind(limits, granted), granted);
  }

  #start(kind: ChildKind, mounted: Mounted | undefined): void {
    if (!this.#host.claim()) {
      return this.#end('start', `this sandbox host already has ${this.#limits.hostChildren} children`);
    }
    const channel = new ProcessChannel(this.#host.jail.launch(kind), this.#limits.errorOutputBytes);
    this.#channel = channel;
    void this.#watchEnd(channel);
    channel.onOutput((chunk) => this.#relay(channel, chunk));
    this.#arm(this.#limits.startMs, 'start');
    this.#welcome(channel.pid, mounted);
  }

  async #watchEnd(channel: ProcessChannel): Promise<void> {
    const { reason = 'died', detail } = await channel.ended;
    this.#host.release();
    this.#end(reason, detail);
  }

  #welcome(pid: number, mounted: Mounted | undefined): void {
    const { jail, cacheFolder } = this.#host;
    const welcome: Welcome = {
      version: protocolVersion,
      report: jail.report,
      dataFolder: jail.seen(dataMount(cacheFolder)),
      pid,
      sources: mounted?.sources.map((source) => jail.seen(source)) ?? [],
      target: mounted === undefined ? '' : jail.seen(mounted.target),
    };
    this.#socket.write(encodeJson(MessageKind.Welcome, welcome));
  }

  #ask(channel: ProcessChannel, line: string, wallMs: number): void {
    // The pool's own clock comes first when it is there to look at it.
    this.#requestMs = Math.min(wallMs, this.#longestMs) + this.#limits.hostGraceMs;
    this.#armRequest();
    this.#watchdog ??= setInterval(() => void this.#measure(channel), this.#limits.watchdogMs);
    channel.send(line);
  }

  /** Passes on what the child writes. A whole line ends the time that it has, for its start or for a request. */
  #relay(channel: ProcessChannel, chunk: Buffer): void {
    if (this.#ended) return;
    if (this.#withoutNotices(chunk).includes(newline)) {
      this.#rest();
      void this.#measure(channel);
    }
    if (!this.#socket.write(encodeMessage(MessageKind.Output, chunk))) {
      channel.pauseOutput((resume) => this.#socket.once('drain', resume));
    }
  }

  /** What a child says beside that it loads, which gives a request under way other times, once in its life. */
  #withoutNotices(chunk: Buffer): Buffer {
    const notice = loadNotices[this.#loads];
    if (notice === undefined || !chunk.subarray(0, notice.line.length).equals(notice.line)) return chunk;
    this.#loads += 1;
    if (this.#requestMs > 0) this.#armRequest();
    return this.#withoutNotices(chunk.subarray(notice.line.length));
  }

  async #measure(channel: ProcessChannel): Promise<void> {
    const bytes = await channel.measure();
    if (this.#ended) return;
    if (bytes > this.#limits.memoryBytes && this.#watchdog !== undefined) this.#end('memory', '', bytes);
    else this.#socket.write(encodeJson(MessageKind.Memory, bytes));
  }

  #arm(milliseconds: number, reason: KillReason): void {
    clearTimeout(this.#clock);
    this.#clock = setTimeout(() => this.#end(reason, ''), milliseconds);
  }

  /** Gives the request under way its time from now; while the child loads something, that of a start. */
  #armRequest(): void {
    const loading = loadNotices[this.#loads]?.kind === 'loaded';
    const { startMs, hostGraceMs } = this.#limits;
    this.#arm(loading ? startMs + hostGraceMs : this.#requestMs, 'wall-clock');
  }

  #rest(): void {
    this.#requestMs = 0;
    clearTimeout(this.#clock);
    clearInterval(this.#watchdog);
    this.#watchdog = undefined;
  }

  /** Ends the child and tells the pool. */
  #end(reason: KillReason, detail: string, bytes?: number): void {
    if (this.#ended) return;
    if (bytes !== undefined) this.#socket.write(encodeJson(MessageKind.Memory, bytes));
    const end: HostEnd = { reason, detail };
    this.#socket.end(encodeJson(MessageKind.End, end));
    this.#stop();
  }

  #stop(): void {
    this.#ended = true;
    this.#rest();
    this.#channel?.kill();
  }
}
