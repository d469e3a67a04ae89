/** What a pool sends to a sandbox host, and a host to a pool. */
export const MessageKind = {
  /** Pool: what it wants of this connection. JSON. */
  Hello: 1,
  /** Host: it is granted. JSON. */
  Welcome: 2,
  /** Pool: milliseconds that the child may take, as 32 bits, and one request line. */
  Request: 3,
  /** Host: what the child wrote. */
  Output: 4,
  /** Host: bytes of memory of the child's own. JSON. */
  Memory: 5,
  /** Host: the child is gone or was refused. JSON. The last message. */
  End: 6,
} as const;

export type MessageKind = (typeof MessageKind)[keyof typeof MessageKind];

export interface Message {
  kind: MessageKind;
  payload: Buffer;
}

const headerBytes = 5;
const kinds = new Set<number>(Object.values(MessageKind));

/** A message's bytes: its kind, its length as 32 bits, its payload. */
export function encodeMessage(kind: MessageKind, payload: Buffer): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt8(kind);
  header.writeUInt32BE(payload.length, 1);
  return Buffer.concat([header, payload]);
}

export function encodeJson(kind: MessageKind, value: unknown): Buffer {
  return encodeMessage(kind, Buffer.from(JSON.stringify(value)));
}

/** The JSON value of a payload; `undefined` when it is none. */
export function decodeJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Cuts a stream of bytes into messages, none with a payload longer than the cap. */
export class MessageReader {
  readonly #limit: number;
  readonly #header = Buffer.alloc(headerBytes);
  #headerLength = 0;
  #payload: Buffer | undefined;
  #payloadLength = 0;
  #refused = false;

  /** @param limit bytes of one payload. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The messages that a chunk completes, or `undefined`, from then on, when it is not what a peer of ours sends. */
  push(chunk: Buffer): Message[] | undefined {
    const messages: Message[] = [];
    let from = 0;
    while (!this.#refused && from < chunk.length) {
      from += this.#payload === undefined ? this.#readHeader(chunk, from) : 0;
      if (this.#payload === undefined) continue;
      const copied = chunk.copy(this.#payload, this.#payloadLength, from);
      from += copied;
      this.#payloadLength += copied;
      if (this.#payloadLength === this.#payload.length) messages.push(this.#complete(this.#payload));
    }
    return this.#refused ? undefined : messages;
  }

  #readHeader(chunk: Buffer, from: number): number {
    const copied = chunk.copy(this.#header, this.#headerLength, from);
    this.#headerLength += copied;
    if (this.#headerLength < headerBytes) return copied;
    const length = this.#header.readUInt32BE(1);
    this.#refused = !kinds.has(this.#header.readUInt8()) || length > this.#limit;
    if (!this.#refused) this.#payload = Buffer.alloc(length);
    return copied;
  }

  #complete(payload: Buffer): Message {
    this.#payload = undefined;
    this.#payloadLength = 0;
    this.#headerLength = 0;
    return { kind: this.#header.readUInt8() as MessageKind, payload };
  }
}
