import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { stripFindings, type EgressSettings } from '@sallyport/guard';
import type { Finding, ScanOptions } from '@sallyport/scanner';
import {
  DialError,
  type BodyInspector,
  type BodyOutcome,
  type Exchange,
  type Judge,
  type Part,
  type Refusal,
} from '../types.js';
import { HostList } from '../url/host-list.js';
import { BodyVerdicts } from './body-verdicts.js';
import { piecesOf, type BodySource } from './body-source.js';
import { streamEvents, streamScanned, type EventAnswer, type StreamedBody } from './body-stream.js';
import { CleanBodies } from './clean-bodies.js';
import { BodyDecoder, codingsOf, decodeWhole, UndecodableError } from './content-coding.js';
import type { ScannedEvent } from './event-scan.js';
import { contentLimits } from './limits.js';
import { mediaTypeOf, type MediaType } from './media-type.js';
import { readableOf } from './readable-of.js';
import { scanDocument } from './scan-document.js';
import { contentScan, unreadable, type ContentScan } from './scan-options.js';
import { SocketMessages } from './socket-messages.js';
import { streamReader } from './stream-readers.js';
import { looksOf } from './text-reader.js';

/** What a {@link BodyInspector} needs. */
export interface BodyInspectorOptions {
  readonly settings: Pick<EgressSettings, 'requests' | 'responses' | 'tls'>;
  readonly judge: Judge;
  /** What every scan is told besides the direction. */
  readonly scan: Omit<ScanOptions, 'direction'>;
}

/** Makes what reads the bodies of both sides, decodes and scans them, and asks the judge. */
export function createBodyInspector(options: BodyInspectorOptions): BodyInspector {
  const { requests, responses } = options.settings;
  const exempt = new HostList(responses.exemptDomains);
  const clean = new CleanBodies();
  const unread = (source: BodySource, headers: IncomingHttpHeaders): Promise<BodyOutcome> => {
    const stream = readableOf(piecesOf(source), () => source.close());
    return Promise.resolve({ kind: 'stream', stream, headers });
  };
  return {
    request: (source, headers, exchange) =>
      requests.scanBodies
        ? new Inspection(options, clean, 'request-body', headers, exchange).run(source)
        : unread(source, headers),
    response: (source, status, headers, exchange) =>
      !exempt.isEmpty && exempt.has(exchange.url.hostname)
        ? unread(source, headers)
        : new Inspection(options, clean, 'response-body', headers, exchange, status).run(source),
    messages: (part, exchange) => {
      const isRead = part === 'request-body' ? requests.scanBodies : !exempt.has(exchange.url.hostname);
      return isRead ? new SocketMessages(options.judge, options.scan, part, exchange) : undefined;
    },
  };
}

/** How often what was stripped is looked at again. */
const stripRounds = 3;

/** The look at one body. */
class Inspection {
  readonly #settings: BodyInspectorOptions['settings'];
  readonly #verdicts: BodyVerdicts;
  readonly #scan: ContentScan;
  readonly #clean: CleanBodies;
  readonly #part: Part;
  readonly #headers: IncomingHttpHeaders;
  readonly #status: number | undefined;
  readonly #type: MediaType;

  constructor(
    { settings, judge, scan }: BodyInspectorOptions,
    clean: CleanBodies,
    part: 'request-body' | 'response-body',
    headers: IncomingHttpHeaders,
    exchange: Exchange,
    status?: number,
  ) {
    this.#settings = settings;
    this.#verdicts = new BodyVerdicts(judge, part, exchange);
    this.#clean = clean;
    this.#part = part;
    this.#scan = contentScan(scan, part);
    this.#headers = headers;
    this.#status = status;
    this.#type = mediaTypeOf(headers['content-type']);
  }

  async run(source: BodySource): Promise<BodyOutcome> {
    try {
      return await this.#inspect(source);
    } catch (error) {
      source.close();
      if (DialError.isInstance(error)) return { kind: 'refused', refusal: error.refusal };
      throw error;
    }
  }

  async #inspect(source: BodySource): Promise<BodyOutcome> {
    const codings = this.#codings();
    if (codings === undefined) return this.#streamed([], source, []);
    const isResponse = this.#part === 'response-body';
    const { form, essence } = this.#type;
    const { isEnabled } = this.#settings.responses.events;
    if (isResponse && isEnabled && (form === 'events' || form === 'lines'))
      return this.#events(form, source, codings);
    if (essence.startsWith('application/grpc')) {
      if ((this.#headers['grpc-encoding'] ?? 'identity') !== 'identity')
        this.#settleUndecodable(
          new UndecodableError('coding-unknown', 'its messages are compressed one by one'),
        );
      return this.#streamed([], source, codings, true);
    }
    return this.#readWhole(source, codings);
  }

  /** The codings of the body; undefined where it cannot be decoded and the policy lets it pass all the same. */
  #codings(): string[] | undefined {
    try {
      const codings = codingsOf(this.#headers['content-encoding']);
      // The middle of a compressed body tells nothing.
      const range = /^bytes (\d+)-/.exec(this.#headers['content-range'] ?? '')?.[1];
      if (this.#status === 206 && codings.length > 0 && range !== '0')
        throw new UndecodableError('coding-corrupt', 'it is a range of a compressed body');
      return codings;
    } catch (error) {
      this.#settleUndecodable(error);
      return undefined;
    }
  }

  async #readWhole(source: BodySource, codings: readonly string[]): Promise<BodyOutcome> {
    const isResponse = this.#part === 'response-body';
    const most = isResponse ? this.#settings.tls.maxResponseBytes : this.#settings.requests.maxBodyBytes;
    const chunks: Buffer[] = [];
    let length = 0;
    while (length <= most) {
      const next = await source.next(isResponse && length > 0 ? contentLimits.restMs : undefined);
      if (next.kind === 'end') {
        const [only] = chunks;
        return this.#whole(only && chunks.length === 1 ? only : Buffer.concat(chunks), codings);
      }
      if (next.kind === 'rest') break;
      chunks.push(next.bytes);
      length += next.bytes.length;
      const isFirst = chunks.length === 1 && isResponse;
      if (isFirst && (await this.#isBinary(next.bytes, codings))) break;
    }
    return this.#streamed(chunks, source, codings);
  }

  /** Whether a response is a binary by its first bytes: it need not be held. */
  async #isBinary(first: Buffer, codings: readonly string[]): Promise<boolean> {
    const { form } = this.#type;
    if (form !== 'binary' && form !== 'unknown') return false;
    if (codings.length === 0) return looksOf(first) !== 'text';
    const decoder = new BodyDecoder(codings);
    try {
      const decoded = Buffer.concat(await decoder.push(first));
      return decoded.length > 0 && looksOf(decoded) !== 'text';
    } catch (error) {
      if (error instanceof UndecodableError) return false;
      throw error;
    } finally {
      decoder.close();
    }
  }

  async #whole(bytes: Buffer, codings: readonly string[]): Promise<BodyOutcome> {
    const asItCame = { kind: 'whole', bytes, headers: this.#headers } as const;
    if (bytes.length === 0) return asItCame;
    const key = this.#clean.keyOf(bytes, this.#headers, this.#scan.direction);
    if (this.#clean.has(key)) return asItCame;
    let decoded: Buffer;
    try {
      decoded = await decodeWhole(bytes, codings);
    } catch (error) {
      this.#settleUndecodable(error);
      return asItCame;
    }
    const { findings, text } = await scanDocument(decoded, this.#type, this.#scan);
    if (findings.length === 0) this.#clean.add(key);
    const judgement = this.#verdicts.on(findings);
    if (judgement?.action !== 'strip') return asItCame;
    return this.#stripped(text, judgement.findings);
  }

  async #stripped(text: string | undefined, given: readonly Finding[]): Promise<BodyOutcome> {
    let current = text;
    let targets = given;
    for (let round = 0; round < stripRounds && current !== undefined; round++) {
      const stripped: unknown = stripFindings(current, targets);
      if (typeof stripped !== 'string') break;
      current = stripped;
      const bytes = Buffer.from(current);
      const type = { ...this.#type, charset: 'utf-8' };
      const judgement = this.#verdicts.on((await scanDocument(bytes, type, this.#scan)).findings);
      if (judgement?.action !== 'strip') {
        const headers: IncomingHttpHeaders = { ...this.#headers, 'content-length': String(bytes.length) };
        delete headers['content-encoding'];
        if (this.#type.charset !== undefined)
          headers['content-type'] = `${this.#type.essence}; charset=utf-8`;
        return { kind: 'whole', bytes, headers };
      }
      targets = judgement.findings;
    }
    throw this.#verdicts.cannotStrip(given);
  }

  #streamed(
    begun: readonly Buffer[],
    source: BodySource,
    codings: readonly string[],
    isConversation = false,
  ): BodyOutcome {
    const reader = streamReader(this.#type, this.#scan, isConversation);
    const restMs = this.#part === 'response-body' || isConversation ? contentLimits.restMs : undefined;
    const stream = streamScanned(this.#bodyOf(begun, source, codings), reader, restMs);
    return { kind: 'stream', stream: this.#readable(stream, source), headers: this.#headers };
  }

  #events(kind: 'events' | 'lines', source: BodySource, codings: readonly string[]): BodyOutcome {
    const { maxEventBytes } = this.#settings.responses.events;
    const decide = (event: Buffer, found: ScannedEvent): EventAnswer => this.#answerFor(kind, event, found);
    const body = this.#bodyOf([], source, codings);
    const stream = streamEvents(body, kind, this.#scan, { maxEventBytes, decide });
    const headers = { ...this.#headers };
    // Each event goes on by itself, and one that is refused makes the stream shorter.
    delete headers['content-encoding'];
    delete headers['content-length'];
    return { kind: 'stream', stream: this.#readable(stream, source), headers };
  }

  #readable(stream: AsyncGenerator<Buffer>, source: BodySource): Readable {
    return readableOf(this.#told(stream), () => source.close());
  }

  #answerFor(kind: 'events' | 'lines', event: Buffer, found: ScannedEvent): EventAnswer {
    try {
      const judgement = this.#verdicts.on(found.findings);
      if (judgement?.action !== 'strip') return { bytes: event, isEnd: false };
      const stripped = found.strip(judgement.findings);
      if (stripped === undefined) throw this.#verdicts.cannotStrip(judgement.findings);
      return { bytes: stripped, isEnd: false };
    } catch (error) {
      if (!DialError.isInstance(error)) throw error;
      return { bytes: farewell(kind, error.refusal), isEnd: true };
    }
  }

  #bodyOf(begun: readonly Buffer[], source: BodySource, codings: readonly string[]): StreamedBody {
    return {
      begun,
      source,
      decoder: new BodyDecoder(codings),
      settle: (findings) => {
        const judgement = this.#verdicts.on(findings);
        if (judgement?.action === 'strip') throw this.#verdicts.cannotStrip(judgement.findings);
      },
    };
  }

  /** What cannot be decoded on the way ends the stream, unless the policy only tells of it; then the stream is corrupt anyway. */
  async *#told(stream: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
    try {
      yield* stream;
    } catch (error) {
      if (!(error instanceof UndecodableError)) throw error;
      this.#settleUndecodable(error);
      throw new DialError(
        {
          status: 502,
          rule: 'content-unreadable',
          reason: `The body cannot be read: ${error.message}.`,
          hint: 'Ask for it with "Accept-Encoding: identity".',
        },
        { cause: error },
      );
    }
  }

  #settleUndecodable(error: unknown): void {
    if (!(error instanceof UndecodableError)) throw error;
    const judgement = this.#verdicts.on([unreadable(error.message, this.#scan.direction)]);
    if (judgement?.action === 'strip') throw this.#verdicts.cannotStrip(judgement.findings);
  }
}

/** The last event of a stream that is ended: in the form in which streams tell of errors, with the fields of a block. */
function farewell(
  kind: 'events' | 'lines',
  { reason, hint, rule, ...more }: Omit<Refusal, 'eventId'>,
): Buffer {
  const eventId = (more as Partial<Refusal>).eventId;
  const body = JSON.stringify({
    type: 'error',
    error: { type: 'blocked', code: rule, message: `sallyport: ${reason}` },
    blocked: true,
    block_reason: reason,
    hint,
    ...(eventId === undefined ? {} : { event_id: eventId }),
  });
  return Buffer.from(kind === 'events' ? `event: error\ndata: ${body}\n\n` : `${body}\n`);
}
