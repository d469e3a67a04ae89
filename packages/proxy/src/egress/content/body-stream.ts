import type { Finding } from '@sallyport/scanner';
import type { BodySource } from './body-source.js';
import type { BodyDecoder } from './content-coding.js';
import { EventScan, type ScannedEvent } from './event-scan.js';
import { eventSplitter } from './event-splitter.js';
import { contentLimits } from './limits.js';
import type { ContentScan } from './scan-options.js';
import type { StreamReader } from './stream-readers.js';
import { WindowScan } from './window-scan.js';

/** A body that is passed on while it is looked at. */
export interface StreamedBody {
  /** What of the body was read already. */
  readonly begun: readonly Buffer[];
  readonly source: BodySource;
  readonly decoder: BodyDecoder;
  /** Decides about what was found. @throws where the body must end. */
  readonly settle: (findings: readonly Finding[]) => void;
}

/**
 * Passes the bytes of the wire on, none before what it decodes to has been looked at. Constant memory: a window, and
 * what it came as.
 *
 * @param restMs passes on what came so far where nothing follows for so long; for ever in one piece where undefined.
 */
export async function* streamScanned(
  { begun, source, decoder, settle }: StreamedBody,
  reader: StreamReader,
  restMs: number | undefined,
): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  const take = async (chunk: Buffer): Promise<void> => {
    waiting.push(chunk);
    length += chunk.length;
    if (reader.isDone) return;
    for (const piece of await decoder.push(chunk)) settle(reader.push(piece));
  };
  const release = (): Buffer[] => {
    settle(reader.flush());
    const released = waiting;
    waiting = [];
    length = 0;
    return released;
  };
  try {
    for (const chunk of begun) {
      await take(chunk);
      if (reader.isEager || reader.isDone || length > contentLimits.windowCharacters) yield* release();
    }
    for (;;) {
      const next = await source.next(length > 0 ? restMs : undefined);
      if (next.kind === 'end') break;
      if (next.kind === 'chunk') await take(next.bytes);
      const isDue = next.kind === 'rest' || reader.isEager || reader.isDone;
      if (isDue || length > contentLimits.windowCharacters) yield* release();
    }
    if (!reader.isDone) for (const piece of await decoder.end()) settle(reader.push(piece));
    yield* release();
  } finally {
    decoder.close();
    source.close();
  }
}

/** What to send for an event that was not let through as it is, and whether the stream ends with it. */
export interface EventAnswer {
  readonly bytes: Buffer;
  readonly isEnd: boolean;
}

/**
 * Passes a stream of events on, each as soon as it is whole and has been looked at. The bytes are those decoded.
 *
 * @param decide what to send for an event in which something was found
 */
export async function* streamEvents(
  { begun, source, decoder, settle }: StreamedBody,
  kind: 'events' | 'lines',
  scan: ContentScan,
  {
    maxEventBytes,
    decide,
  }: { maxEventBytes: number; decide: (event: Buffer, found: ScannedEvent) => EventAnswer },
): AsyncGenerator<Buffer> {
  const splitter = eventSplitter(kind);
  const events = new EventScan(kind, scan);
  const windows = new WindowScan(scan);
  const look = (event: Buffer): EventAnswer => {
    const found = events.look(event);
    return found.findings.length === 0 ? { bytes: event, isEnd: false } : decide(event, found);
  };
  const take = (piece: Buffer): EventAnswer[] => {
    const answers: EventAnswer[] = [];
    for (const event of splitter.push(piece)) {
      const answer = look(event);
      answers.push(answer);
      if (answer.isEnd) return answers;
    }
    if (splitter.pendingBytes > maxEventBytes) {
      // Too long to be waited for: it goes on in windows, as any long text does.
      const begun = splitter.take();
      settle([...windows.push(begun.toString('utf8')), ...windows.flush()]);
      answers.push({ bytes: begun, isEnd: false });
    }
    return answers;
  };
  const pieces = async function* (): AsyncGenerator<Buffer> {
    for (const chunk of begun) yield* await decoder.push(chunk);
    for (let next = await source.next(); next.kind === 'chunk'; next = await source.next())
      yield* await decoder.push(next.bytes);
    yield* await decoder.end();
  };
  try {
    for await (const piece of pieces()) {
      for (const { bytes, isEnd } of take(piece)) {
        yield bytes;
        if (isEnd) return;
      }
    }
    const rest = splitter.take();
    if (rest.length > 0) yield look(rest).bytes;
  } finally {
    decoder.close();
    source.close();
  }
}
