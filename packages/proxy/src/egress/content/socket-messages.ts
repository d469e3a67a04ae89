import { stripFindings } from '@sallyport/guard';
import type { ScanOptions } from '@sallyport/scanner';
import {
  DialError,
  type Exchange,
  type Judge,
  type MessageInspector,
  type MessageOutcome,
} from '../types.js';
import { BodyVerdicts } from './body-verdicts.js';
import { EventScan } from './event-scan.js';
import { contentLimits } from './limits.js';
import { parseMediaType } from './media-type.js';
import { scanDocument, type ScannedDocument } from './scan-document.js';
import { contentScan, type ContentScan } from './scan-options.js';

const binary = parseMediaType('application/octet-stream');
const plain = parseMediaType('text/plain; charset=utf-8');

/** Looks at the messages of one direction of a WebSocket, each by itself and with the texts that it goes on with. */
export class SocketMessages implements MessageInspector {
  readonly #scan: ContentScan;
  readonly #verdicts: BodyVerdicts;
  readonly #events: EventScan;

  constructor(
    judge: Judge,
    scan: Omit<ScanOptions, 'direction'>,
    part: 'request-body' | 'response-body',
    exchange: Exchange,
  ) {
    this.#scan = contentScan(scan, part);
    this.#verdicts = new BodyVerdicts(judge, part, exchange);
    this.#events = new EventScan('lines', this.#scan);
  }

  async look(message: Buffer, isText: boolean): Promise<MessageOutcome> {
    try {
      const { findings, text } = await this.#found(message, isText);
      const judgement = this.#verdicts.on(findings);
      if (judgement?.action !== 'strip') return { kind: 'pass' };
      const stripped: unknown = text === undefined ? undefined : stripFindings(text, judgement.findings);
      if (typeof stripped !== 'string') throw this.#verdicts.cannotStrip(judgement.findings);
      const bytes = Buffer.from(stripped);
      const left = await scanDocument(bytes, plain, this.#scan);
      if (this.#verdicts.on(left.findings)?.action === 'strip')
        throw this.#verdicts.cannotStrip(left.findings);
      return { kind: 'replaced', bytes, reason: judgement.findings[0]?.title ?? '' };
    } catch (error) {
      if (!DialError.isInstance(error)) throw error;
      return { kind: 'refused', reason: error.refusal.reason };
    }
  }

  /** What was found; with the text where all of it lies in this one message. */
  async #found(message: Buffer, isText: boolean): Promise<ScannedDocument> {
    if (!isText) return scanDocument(message, binary, this.#scan);
    if (message.length > contentLimits.documentBytes) return scanDocument(message, plain, this.#scan);
    const { findings, isAcross } = this.#events.look(message);
    return isAcross ? { findings } : { findings, text: message.toString('utf8').trim() };
  }
}
