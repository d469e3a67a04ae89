import type { LanguageLimits } from '../limits.js';

/** Keeps what a program prints, within bounds. */
export class LogSink {
  readonly lines: string[] = [];
  readonly #limits: LanguageLimits;
  #full = false;

  constructor(limits: LanguageLimits) {
    this.#limits = limits;
  }

  write(text: string): void {
    if (this.#full) return;
    if (this.lines.length >= this.#limits.logLines) {
      this.#full = true;
      this.lines.push(`… more than ${this.#limits.logLines} lines were printed; the rest is left out`);
      return;
    }
    const { logLineLength } = this.#limits;
    this.lines.push(text.length > logLineLength ? `${text.slice(0, logLineLength)}…` : text);
  }
}
