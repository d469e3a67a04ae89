import { isUtf8 } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import type { MessageInspector } from '../../types.js';
import { closeCodes, FrameReader, opcodes, WebSocketFault, writeFrame, type Frame } from './frames.js';

/** Why a WebSocket ends before either side means to. */
export interface GateEnd {
  readonly code: number;
  readonly reason: string;
  /** Whether it is in the audit log. */
  readonly isRecorded: boolean;
}

export interface MessageGateOptions {
  readonly isFromClient: boolean;
  readonly inspector: MessageInspector;
  /** Bytes of a message. */
  readonly most: number;
  /** Called once, by whichever direction ends it. */
  readonly onEnd: (end: GateEnd) => void;
}

/**
 * One direction of a WebSocket. A message is held until it is whole and has been looked at, and goes on in the frames
 * it came in; pings and pongs go on at once.
 */
export class MessageGate extends Transform {
  readonly #options: MessageGateOptions;
  readonly #reader: FrameReader;
  #frames: Frame[] = [];
  #length = 0;
  /** Nothing passes any more. */
  #isShut = false;

  constructor(options: MessageGateOptions) {
    super();
    this.#options = options;
    this.#reader = new FrameReader(options.isFromClient, options.most);
  }

  /** Lets nothing pass any more. */
  shut(): void {
    this.#isShut = true;
    this.#frames = [];
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    void this.#pass(chunk, done);
  }

  async #pass(chunk: Buffer, done: TransformCallback): Promise<void> {
    let failure: unknown;
    try {
      await this.#take(chunk);
    } catch (error) {
      failure = error;
    }
    done(failure === undefined ? null : asError(failure));
  }

  async #take(chunk: Buffer): Promise<void> {
    if (this.#isShut) return;
    try {
      for (const frame of this.#reader.push(chunk)) {
        if (frame.opcode >= opcodes.close) await this.#control(frame);
        else await this.#data(frame);
        if (this.#isShut) return;
      }
    } catch (error) {
      if (!(error instanceof WebSocketFault)) throw error;
      this.#end(error.code, error.message, false);
    }
  }

  async #control(frame: Frame): Promise<void> {
    const says = frame.opcode === opcodes.close ? frame.payload.subarray(2) : frame.payload;
    if (says.length > 0) {
      const outcome = await this.#options.inspector.look(says, isUtf8(says));
      if (outcome.kind !== 'pass') return this.#end(closeCodes.policy, outcome.reason, true);
    }
    this.push(frame.raw);
    if (frame.opcode === opcodes.close) this.shut();
    return undefined;
  }

  async #data(frame: Frame): Promise<void> {
    const isBegun = this.#frames.length > 0;
    if ((frame.opcode === opcodes.continuation) !== isBegun)
      throw new WebSocketFault(closeCodes.protocol, 'the frames of a message are out of order');
    this.#frames.push(frame);
    this.#length += frame.payload.length;
    if (this.#length > this.#options.most)
      throw new WebSocketFault(closeCodes.tooBig, `a message is longer than ${this.#options.most} bytes`);
    if (!frame.isFinal) return;
    const frames = this.#frames;
    this.#frames = [];
    this.#length = 0;
    await this.#message(frames);
  }

  async #message(frames: readonly Frame[]): Promise<void> {
    const opcode = frames[0]?.opcode ?? opcodes.text;
    const message = Buffer.concat(frames.map(({ payload }) => payload));
    const isText = opcode === opcodes.text;
    if (isText && !isUtf8(message)) throw new WebSocketFault(closeCodes.notUtf8, 'a text is not UTF-8');
    const outcome = await this.#options.inspector.look(message, isText);
    if (this.#isShut) return;
    if (outcome.kind === 'refused') this.#end(closeCodes.policy, outcome.reason, true);
    else if (outcome.kind === 'pass') for (const { raw } of frames) this.push(raw);
    else
      this.push(writeFrame(opcode, outcome.bytes, this.#options.isFromClient ? randomBytes(4) : undefined));
  }

  #end(code: number, reason: string, isRecorded: boolean): void {
    this.shut();
    this.#options.onEnd({ code, reason, isRecorded });
  }
}

function asError(failure: unknown): Error {
  return failure instanceof Error ? failure : new Error(String(failure));
}
