import { TextDecoder } from 'node:util';
import type { Finding } from '@sallyport/scanner';
import { contentLimits } from './limits.js';
import type { MediaType } from './media-type.js';
import type { ContentScan } from './scan-options.js';
import { charsetOf, looksOf, printableRuns } from './text-reader.js';
import { WindowScan } from './window-scan.js';

/** Looks at the decoded bytes of a body that is not read whole. */
export interface StreamReader {
  /** What was found in as much as has been looked at by now. */
  push(bytes: Buffer): Finding[];
  /** Looks at the rest. */
  flush(): Finding[];
  /** Whether enough has been seen: what comes after may pass without a look. */
  readonly isDone: boolean;
  /** Whether each piece is to be looked at as it comes. */
  readonly isEager: boolean;
}

/** The reader for a body by its first bytes. */
export function streamReader(type: MediaType, scan: ContentScan, isConversation: boolean): StreamReader {
  return isConversation ? new BinaryStreamReader(scan) : new SniffingReader(type, scan);
}

/** Takes a body for text or for a binary by its first bytes, whatever it is called. */
class SniffingReader implements StreamReader {
  readonly #type: MediaType;
  readonly #scan: ContentScan;
  #reader: StreamReader | undefined;

  constructor(type: MediaType, scan: ContentScan) {
    this.#type = type;
    this.#scan = scan;
  }

  get isDone(): boolean {
    return this.#reader?.isDone ?? false;
  }

  get isEager(): boolean {
    return this.#reader?.isEager ?? false;
  }

  push(bytes: Buffer): Finding[] {
    if (bytes.length === 0) return [];
    this.#reader ??=
      looksOf(bytes) === 'text'
        ? new TextStreamReader(this.#type, this.#scan)
        : new BinaryStreamReader(this.#scan);
    return this.#reader.push(bytes);
  }

  flush(): Finding[] {
    return this.#reader?.flush() ?? [];
  }
}

/** Text in windows, by its charset. */
class TextStreamReader implements StreamReader {
  readonly isDone = false;
  readonly isEager = false;
  readonly #type: MediaType;
  readonly #windows: WindowScan;
  #decoder: TextDecoder | undefined;

  constructor(type: MediaType, scan: ContentScan) {
    this.#type = type;
    this.#windows = new WindowScan(scan);
  }

  push(bytes: Buffer): Finding[] {
    this.#decoder ??= new TextDecoder(charsetOf(bytes, this.#type));
    return this.#windows.push(this.#decoder.decode(bytes, { stream: true }));
  }

  flush(): Finding[] {
    return this.#windows.flush();
  }
}

/** How much of the piece before is looked at with the next: a run may lie across the border. Bytes. */
const tailBytes = 512;

/** The printable runs of a binary. */
class BinaryStreamReader implements StreamReader {
  readonly isEager = true;
  readonly #windows: WindowScan;
  readonly #most: number;
  #seen = 0;
  #tail: Buffer = Buffer.alloc(0);

  constructor(scan: ContentScan) {
    this.#windows = new WindowScan(scan);
    this.#most =
      scan.direction === 'server-to-client' ? contentLimits.binaryResponseBytes : Number.POSITIVE_INFINITY;
  }

  get isDone(): boolean {
    return this.#seen >= this.#most;
  }

  push(bytes: Buffer): Finding[] {
    if (this.isDone) return [];
    this.#seen += bytes.length;
    const piece = Buffer.concat([this.#tail, bytes]);
    this.#tail = Buffer.from(bytes.subarray(-tailBytes));
    return this.#windows.push(printableRuns(piece));
  }

  flush(): Finding[] {
    return this.#windows.flush();
  }
}
