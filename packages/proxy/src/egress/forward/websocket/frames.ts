/** A frame as it came (RFC 6455, 5.2). */
export interface Frame {
  readonly opcode: number;
  readonly isFinal: boolean;
  /** Without its mask. */
  readonly payload: Buffer;
  readonly raw: Buffer;
}

export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** Status codes of a closing frame (RFC 6455, 7.4.1). */
export const closeCodes = { protocol: 1002, notUtf8: 1007, policy: 1008, tooBig: 1009 } as const;

/** What ends a WebSocket. */
export class WebSocketFault extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
    this.name = 'WebSocketFault';
  }
}

const known: ReadonlySet<number> = new Set(Object.values(opcodes));
const controlBytes = 125;

/** Cuts the bytes of one direction into frames; holds one at most. */
export class FrameReader {
  readonly #isFromClient: boolean;
  readonly #most: number;
  #chunks: Buffer[] = [];
  #length = 0;
  #needed = 2;

  /** @param most bytes of one frame's payload */
  constructor(isFromClient: boolean, most: number) {
    this.#isFromClient = isFromClient;
    this.#most = most;
  }

  /** Takes bytes, and gives the frames that are whole with them. @throws WebSocketFault */
  push(chunk: Buffer): Frame[] {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length < this.#needed) return [];
    let bytes = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    const frames: Frame[] = [];
    for (;;) {
      this.#needed = this.#frameLength(bytes);
      if (bytes.length < this.#needed) break;
      frames.push(frameOf(bytes.subarray(0, this.#needed)));
      bytes = bytes.subarray(this.#needed);
    }
    this.#chunks = bytes.length === 0 ? [] : [bytes];
    this.#length = bytes.length;
    return frames;
  }

  /** Bytes of the frame that these begin with, as far as they tell. */
  #frameLength(bytes: Buffer): number {
    const [first, second] = bytes;
    if (first === undefined || second === undefined) return 2;
    const opcode = first & 0x0f;
    if ((first & 0x70) !== 0)
      throw new WebSocketFault(closeCodes.protocol, 'a frame uses an extension that was not agreed on');
    if (!known.has(opcode))
      throw new WebSocketFault(closeCodes.protocol, `a frame has the unknown opcode ${opcode}`);
    if (second >= 0x80 !== this.#isFromClient) {
      const why = this.#isFromClient
        ? 'a frame of the client has no mask'
        : 'a frame of the server has a mask';
      throw new WebSocketFault(closeCodes.protocol, why);
    }
    const short = second & 0x7f;
    if (opcode >= opcodes.close && (short > controlBytes || (first & 0x80) === 0))
      throw new WebSocketFault(closeCodes.protocol, 'a control frame is long or in parts');
    const header = headerLength(second);
    if (bytes.length < header) return header;
    const payload = payloadLength(bytes, short);
    if (payload > this.#most)
      throw new WebSocketFault(closeCodes.tooBig, `a message is longer than ${this.#most} bytes`);
    return header + payload;
  }
}

/** Bytes before the payload. */
function headerLength(second: number): number {
  const short = second & 0x7f;
  const more = short === 127 ? 8 : short === 126 ? 2 : 0;
  return 2 + more + (second >= 0x80 ? 4 : 0);
}

function payloadLength(bytes: Buffer, short: number): number {
  if (short < 126) return short;
  const length = short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if (length < 126 || (short === 127 && length < 65_536))
    throw new WebSocketFault(closeCodes.protocol, 'a frame gives its length in more bytes than it takes');
  return length;
}

function frameOf(raw: Buffer): Frame {
  const [first = 0, second = 0] = raw;
  const start = headerLength(second);
  const masked = raw.subarray(start);
  const payload = second >= 0x80 ? withMask(masked, raw.subarray(start - 4, start)) : masked;
  return { opcode: first & 0x0f, isFinal: first >= 0x80, payload, raw };
}

/** Puts a mask on, or takes it off; in a copy. */
function withMask(bytes: Buffer, mask: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  for (let index = 0; index < bytes.length; index++)
    out[index] = (bytes[index] ?? 0) ^ (mask[index & 3] ?? 0);
  return out;
}

/** Writes a whole message as one frame. @param mask for what a client would send */
export function writeFrame(opcode: number, payload: Buffer, mask?: Buffer): Buffer {
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = 0x80 | opcode;
  head[1] = (mask ? 0x80 : 0) | (length < 126 ? length : length < 65_536 ? 126 : 127);
  if (head.length === 4) head.writeUInt16BE(length, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(length), 2);
  return mask ? Buffer.concat([head, mask, withMask(payload, mask)]) : Buffer.concat([head, payload]);
}

/** A closing frame. The reason is cut to what a control frame holds. */
export function closeFrame(code: number, reason: string, mask?: Buffer): Buffer {
  const status = Buffer.alloc(2);
  status.writeUInt16BE(code);
  // A character may be cut: what is left of it is left out.
  const text = Buffer.from(reason)
    .subarray(0, controlBytes - 2)
    .toString('utf8')
    .replace(/\ufffd+$/, '');
  return writeFrame(
    opcodes.close,
    Buffer.concat([status, Buffer.from(text)]).subarray(0, controlBytes),
    mask,
  );
}
