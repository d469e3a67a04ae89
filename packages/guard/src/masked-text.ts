import { scanText, type Finding } from '@sallyport/scanner';
import { limits } from './limits.js';
import { sure } from './presets.js';
import { marker, stripFindings } from './strip.js';

/**
 * A text as it may be shown and stored: with a mark in the place of each credential. Those count for which the strict
 * preset would keep a call from a server.
 */
export function maskText(text: string): string {
  const found = credentialsIn(text);
  if (found.length === 0) return text;
  const masked = stripFindings(text, found);
  return typeof masked === 'string' ? masked : '[REDACTED: it holds too many secrets]';
}

/**
 * {@link maskText} for a text that comes in pieces: gives back what can be shown by now. The word at the end is held back until it is whole, and a
 * private key until its last line; never more than the limit, and all of it comes at the end.
 */
export class TextMask {
  /** What was given back last: a value is told to be a secret by the words before it. */
  #before = '';
  #held = '';

  /** Takes a piece, and gives back what can be shown. */
  push(piece: string): string {
    this.#held += piece;
    const ready = this.#readyLength();
    return ready === 0 ? '' : this.#giveBack(ready);
  }

  /** What is still held back. The mask can be used for another text then. */
  end(): string {
    const rest = this.#giveBack(this.#held.length);
    this.#before = '';
    return rest;
  }

  #readyLength(): number {
    if (this.#held.length > limits.heldCharacters) return this.#held.length;
    const whole = this.#held.slice(0, 1 + this.#held.search(lastBoundary));
    const window = this.#before + whole;
    const key = window.search(openPrivateKey);
    return key < 0 ? whole.length : Math.max(0, key - this.#before.length);
  }

  #giveBack(length: number): string {
    const window = this.#before + this.#held.slice(0, length);
    let at = this.#before.length;
    let shown = '';
    for (const { start, end, title } of credentialsIn(window)) {
      if (end <= at) continue;
      shown += window.slice(at, Math.max(at, start)) + marker(title);
      at = end;
    }
    shown += window.slice(at);
    this.#held = this.#held.slice(length);
    this.#before = (this.#before + shown).slice(-limits.contextCharacters);
    return shown;
  }
}

/** Credentials are written without blanks and in ASCII: after either of the others, a word is whole. */
const lastBoundary =
  /[\s\u2e80-\u9fff\uac00-\ud7ff\uff00-\uff20](?=[^\s\u2e80-\u9fff\uac00-\ud7ff\uff00-\uff20]*$)/;

const keyEnd = /-{4,5} ?END [A-Z0-9 ]{0,40}-{4,5}/i;

/** A private key that has begun, or may have, and has not ended. */
const openPrivateKey =
  /(?:-{4,5} ?BEGIN (?:[A-Z0-9]{2,12} ){0,4}(?:$|PRIVATE KEY)|PuTTY-User-Key-File-)(?![\s\S]*(?:-{4,5} ?END [A-Z0-9 ]{0,40}-{4,5}|Private-MAC: ?\S))/i;

function credentialsIn(text: string): Finding[] {
  return scanText(text, { direction: 'client-to-server' })
    .filter(({ category, confidence }) => category === 'credential-leak' && confidence >= sure)
    .map((finding) => Object.assign(finding, { end: finding.start + secretLength(text, finding) }));
}

/** A private key ends with its last line: words that follow it could be taken for more of it. */
function secretLength(text: string, { start, end }: Finding): number {
  const secret = text.slice(start, end);
  const lastLine = keyEnd.exec(secret);
  return lastLine ? lastLine.index + lastLine[0].length : secret.length;
}
