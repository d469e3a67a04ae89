import { connect, type Socket } from 'node:net';

import type { SandboxLimits } from '../../limits.js';
import type { Channel, ChannelEnd } from '../channel.js';
import { isHostEnd, isWelcome, protocolVersion, type Hello, type Welcome, type Wish } from './greeting.js';
import {
  decodeJson,
  encodeJson,
  encodeMessage,
  MessageKind,
  MessageReader,
  type Message,
} from './messages.js';

/** A child of a sandbox host, behind a unix socket. Nothing that comes from there is trusted. */
export class SocketChannel implements Channel {
  readonly ended: Promise<ChannelEnd>;
  /** What the host granted; `undefined` when it ends without. */
  readonly welcome: Promise<Welcome | undefined>;
  readonly #socket: Socket;
  readonly #reader: MessageReader;
  #end: ChannelEnd = { detail: 'the sandbox host closed the connection' };
  #pid = 0;
  #memoryBytes = 0;
  #peakBytes = 0;
  #listener: (chunk: Buffer) => void = () => {};
  #markWelcome: (welcome: Welcome | undefined) => void = () => {};

  constructor(socketPath: string, wish: Wish, limits: Pick<SandboxLimits, 'frameBytes'>) {
    this.#reader = new MessageReader(limits.frameBytes);
    this.welcome = new Promise((resolve) => (this.#markWelcome = resolve));
    this.#socket = connect(socketPath);
    const hello: Hello = { ...wish, version: protocolVersion };
    this.#socket.write(encodeJson(MessageKind.Hello, hello));
    this.#socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    this.#socket.on('error', ({ message }) => this.#finish({ detail: `the sandbox host: ${message}` }));
    this.ended = new Promise((resolve) => {
      this.#socket.once('close', () => {
        this.#markWelcome(undefined);
        resolve({ ...this.#end, peakBytes: this.#peakBytes });
      });
    });
  }

  get pid(): number {
    return this.#pid;
  }

  onOutput(listener: (chunk: Buffer) => void): void {
    this.#listener = listener;
  }

  send(line: string, wallMs: number): void {
    const payload = Buffer.from(`0000${line}`);
    payload.writeUInt32BE(Math.ceil(wallMs));
    this.#socket.write(encodeMessage(MessageKind.Request, payload));
  }

  /** The host ends the child when it sees the connection gone. */
  kill(): void {
    this.#socket.destroy();
  }

  /** As the host has told last. */
  measure(): Promise<number> {
    return Promise.resolve(this.#memoryBytes);
  }

  #receive(chunk: Buffer): void {
    const messages = this.#reader.push(chunk);
    if (messages === undefined) this.#distrust('it sent what no sandbox host sends');
    else for (const message of messages) if (!this.#socket.destroyed) this.#handle(message);
  }

  #handle({ kind, payload }: Message): void {
    if (kind === MessageKind.Output && this.#pid > 0) return this.#listener(payload);
    const value = decodeJson(payload);
    if (kind === MessageKind.Welcome && isWelcome(value)) {
      this.#pid = value.pid;
      this.#markWelcome(value);
    } else if (kind === MessageKind.Memory && typeof value === 'number' && value >= 0) {
      this.#memoryBytes = value;
      this.#peakBytes = Math.max(this.#peakBytes, value);
    } else if (kind === MessageKind.End && isHostEnd(value)) {
      this.#finish(value);
    } else {
      this.#distrust('it sent what a sandbox host of this version does not send');
    }
  }

  #distrust(why: string): void {
    this.#finish({ reason: 'protocol', detail: `the sandbox host cannot be trusted: ${why}` });
  }

  #finish(end: ChannelEnd): void {
    this.#end = end;
    this.#socket.destroy();
  }
}
