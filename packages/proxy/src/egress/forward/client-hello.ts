/** What the first bytes of a tunnel are. */
export type Greeting =
  | { readonly kind: 'partial' }
  | { readonly kind: 'not-tls' }
  /** `serverName` is undefined where the greeting names no host. */
  | { readonly kind: 'hello'; readonly serverName: string | undefined };

const serverNameExtension = 0;
const helloType = 1;
const handshakeRecord = 0x16;

/** Reads the ClientHello (RFC 8446, 4.1.2) that a tunnel begins with, which may come in several records. */
export function readGreeting(bytes: Buffer): Greeting {
  const joined = handshakeOf(bytes);
  if (joined === 'not-tls') return { kind: 'not-tls' };
  if (joined.length < 4) return { kind: 'partial' };
  if (joined[0] !== helloType) return { kind: 'not-tls' };
  const length = joined.readUIntBE(1, 3);
  if (joined.length < 4 + length) return { kind: 'partial' };
  try {
    return { kind: 'hello', serverName: serverNameIn(new Reader(joined.subarray(4, 4 + length))) };
  } catch (error) {
    if (error instanceof RangeError) return { kind: 'not-tls' };
    throw error;
  }
}

/** The handshake messages of the records that are there. */
function handshakeOf(bytes: Buffer): Buffer | 'not-tls' {
  const parts: Buffer[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (bytes[at] !== handshakeRecord) return parts.length > 0 ? Buffer.concat(parts) : 'not-tls';
    if (at + 1 < bytes.length && bytes[at + 1] !== 3) return 'not-tls';
    if (at + 5 > bytes.length) break;
    const length = bytes.readUInt16BE(at + 3);
    parts.push(bytes.subarray(at + 5, at + 5 + length));
    at += 5 + length;
  }
  return Buffer.concat(parts);
}

function serverNameIn(hello: Reader): string | undefined {
  hello.skip(2 + 32);
  hello.block(1);
  hello.block(2);
  hello.block(1);
  if (hello.isEnd) return undefined;
  const extensions = hello.block(2);
  while (!extensions.isEnd) {
    const type = extensions.number(2);
    const body = extensions.block(2);
    if (type !== serverNameExtension) continue;
    const names = body.block(2);
    while (!names.isEnd) {
      const isHost = names.number(1) === 0;
      const name = names.block(2);
      if (isHost) return name.text();
    }
  }
  return undefined;
}

/** Reads numbers and length-prefixed blocks; past the end it throws a RangeError. */
class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  skip(count: number): void {
    if (this.#at + count > this.#bytes.length) throw new RangeError('past the end');
    this.#at += count;
  }

  number(width: number): number {
    const value = this.#bytes.readUIntBE(this.#at, width);
    this.#at += width;
    return value;
  }

  block(width: number): Reader {
    const length = this.number(width);
    const from = this.#at;
    this.skip(length);
    return new Reader(this.#bytes.subarray(from, from + length));
  }

  text(): string {
    return this.#bytes.toString('latin1');
  }
}
