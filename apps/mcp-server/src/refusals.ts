import type { AuditLog, EventKind } from '@sallyport/audit';
import type { RefusalCode } from './errors.js';
import { limits } from './limits.js';
import { log } from './log.js';

/** A refusal as the audit log gets it. */
export interface RefusalRecord {
  kind: Extract<EventKind, 'certificate' | 'mcp-refusal'>;
  code: RefusalCode;
  message: string;
  /** The SPIFFE identity or, without one, nothing. */
  identity?: string | undefined;
  tool?: string | undefined;
  remoteAddress: string | undefined;
  data?: Record<string, unknown>;
}

/**
 * Writes refusals to the audit log. Beyond a number in each minute they are only counted, and the count is written
 * with the next one or at the end: a flood must not fill the disk.
 */
export class RefusalLog {
  readonly #audit: AuditLog;
  readonly #clock: () => number;
  #windowStart = Number.NEGATIVE_INFINITY;
  #written = 0;
  #left = 0;

  constructor(audit: AuditLog, clock: () => number = Date.now) {
    this.#audit = audit;
    this.#clock = clock;
  }

  record(refusal: RefusalRecord): void {
    const now = this.#clock();
    if (now - this.#windowStart >= 60_000) {
      this.flush();
      this.#windowStart = now;
      this.#written = 0;
    }
    if (this.#written >= limits.refusalsPerMinute) {
      this.#left += 1;
      return;
    }
    this.#written += 1;
    this.#append(refusal.kind, refusal.message, {
      ...(refusal.identity === undefined ? {} : { identity: refusal.identity }),
      ...(refusal.tool === undefined ? {} : { tool: refusal.tool }),
      data: { code: refusal.code, remoteAddress: refusal.remoteAddress ?? 'unknown', ...refusal.data },
    });
  }

  /** Writes how many refusals were only counted. */
  flush(): void {
    if (this.#left === 0) return;
    const count = this.#left;
    this.#left = 0;
    this.#append('mcp-refusal', `${count} further refusals were counted, not recorded one by one.`, {
      data: { code: 'flood', count },
    });
  }

  #append(
    kind: RefusalRecord['kind'],
    message: string,
    more: { identity?: string; tool?: string; data: Record<string, unknown> },
  ): void {
    try {
      this.#audit.append({ kind, action: 'block', source: 'mcp-server', message, ...more });
    } catch (error) {
      // The refusal stands without its record; the operator has to hear that the record is missing.
      log('audit-failed', {
        message: error instanceof Error ? error.message : String(error),
        refusal: message,
      });
    }
  }
}
