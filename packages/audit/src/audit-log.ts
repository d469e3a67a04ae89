import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { chainStart, formatFileName, hashOf } from './chain.js';
import { AuditError, AuditErrorCode } from './errors.js';
import type { AuditFinding, SecurityEvent, SecurityEventInput } from './event.js';
import { createIdSource } from './event-id.js';
import { limits } from './limits.js';
import { LogFile } from './log-file.js';
import { PassCounter, type Pass } from './passes.js';
import { redactText, redactValue } from './redact.js';

/** What {@link openAuditLog} may be told. */
export interface AuditLogOptions {
  /** Milliseconds since the epoch; the system's clock by default. */
  clock?: () => number;
  /** Size at which the chain goes on in a new file. Default {@link limits.fileBytes}. */
  fileBytes?: number;
}

/** The writing end of the audit log. One per process; it may be shared by everything in the process. */
export interface AuditLog {
  readonly folder: string;
  /** The file that is being written. */
  readonly file: string;
  /**
   * Writes one event before it returns, redacted and chained. The event is in the kernel's hands then: a SIGKILL of
   * this process cannot lose it.
   * @throws {AuditError} `write-failed` or `closed`; a caller that guards something then refuses.
   */
  append(event: SecurityEventInput): SecurityEvent;
  /** Counts a message that passed; a summary is written every {@link limits.passesPerSummary} or after a minute. */
  countPass(pass: Pass): void;
  /** Writes the summary of what has been counted. */
  flush(): void;
  /** Flushes, writes the chain's closing event and closes the file. Further calls do nothing. */
  close(): void;
}

/**
 * Opens the audit log in a folder (made with mode 0700 where missing) as a new hash chain of its own, in files of
 * mode 0600 that no other process writes to.
 */
export function openAuditLog(folder: string, options: AuditLogOptions = {}): AuditLog {
  return new ChainedLog(folder, options);
}

class ChainedLog implements AuditLog {
  readonly folder: string;
  readonly #clock: () => number;
  readonly #fileBytes: number;
  readonly #chain: string;
  readonly #nextId = createIdSource();
  readonly #passes = new PassCounter();
  #sequence = 0;
  #last = chainStart;
  #file: LogFile;
  #torn = false;
  #closed = false;

  constructor(folder: string, options: AuditLogOptions) {
    this.folder = folder;
    this.#clock = options.clock ?? Date.now;
    this.#fileBytes = options.fileBytes ?? limits.fileBytes;
    const stamp = new Date(this.#clock()).toISOString().replaceAll(/[-:.]/g, '');
    this.#chain = `${stamp}-${process.pid}-${randomBytes(4).toString('hex')}`;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      chmodSync(folder, 0o700);
      this.#file = this.#openNext();
    } catch (error) {
      if (AuditError.isInstance(error)) throw error;
      const message = `The audit log cannot be kept in ${folder}. Check that it is a folder this user may write to.`;
      throw new AuditError(AuditErrorCode.FolderUnusable, message, { cause: error });
    }
  }

  get file(): string {
    return this.#file.path;
  }

  append(event: SecurityEventInput): SecurityEvent {
    if (this.#closed) throw new AuditError(AuditErrorCode.Closed, 'The audit log is closed.');
    if (this.#passes.isStale(this.#clock())) this.flush();
    this.#rotateIfDue();
    return this.#write(this.#file, event);
  }

  countPass(pass: Pass): void {
    if (this.#closed) throw new AuditError(AuditErrorCode.Closed, 'The audit log is closed.');
    if (this.#passes.add(pass, this.#clock())) this.flush();
  }

  flush(): void {
    for (const summary of this.#passes.take()) this.append(summary);
  }

  close(): void {
    if (this.#closed) return;
    this.flush();
    this.append({
      kind: 'audit',
      action: 'record',
      source: 'audit',
      message: 'The log was closed.',
      data: { closed: true },
    });
    this.#closed = true;
    this.#file.close();
  }

  #rotateIfDue(): void {
    const isDue = this.#torn || this.#file.bytes >= this.#fileBytes || this.#file.day !== this.#today();
    if (!isDue) return;
    const old = this.#file;
    this.#file = this.#openNext();
    this.#torn = false;
    old.close();
  }

  /** Opens the chain's next file; its first event anchors it to the one before. */
  #openNext(): LogFile {
    const previousFile = this.#sequence === 0 ? undefined : basename(this.#file.path);
    this.#sequence++;
    const name = formatFileName({ chain: this.#chain, sequence: this.#sequence });
    const file = new LogFile(this.folder, name, this.#today());
    this.#write(file, {
      kind: 'audit',
      action: 'record',
      source: 'audit',
      message: previousFile ? 'The log goes on from the file before.' : 'The log was opened.',
      data: { chain: this.#chain, sequence: this.#sequence, previousFile, pid: process.pid },
    });
    return file;
  }

  #write(file: LogFile, input: SecurityEventInput): SecurityEvent {
    const now = this.#clock();
    const identity = { id: this.#nextId(now), time: new Date(now).toISOString(), previous: this.#last };
    const event = seal({ ...clean(input), ...identity });
    const line = JSON.stringify(event);
    const small = line.length <= limits.eventBytes ? event : seal({ ...shorten(clean(input)), ...identity });
    try {
      file.writeLine(small === event ? line : JSON.stringify(small));
    } catch (error) {
      this.#torn = true;
      throw error;
    }
    this.#last = small.hash;
    return small;
  }

  #today(): string {
    return new Date(this.#clock()).toISOString().slice(0, 10);
  }
}

type CleanEvent = Omit<SecurityEvent, 'id' | 'time' | 'previous' | 'hash'>;

function seal(event: Omit<SecurityEvent, 'hash'>): SecurityEvent {
  return { ...event, hash: hashOf(event) };
}

function clean(input: SecurityEventInput): CleanEvent {
  const findings = (input.findings ?? []).slice(0, limits.findingsPerEvent).map(pickFinding);
  return redactValue({ ...input, findings }) as CleanEvent;
}

function shorten(event: CleanEvent): CleanEvent {
  return {
    ...event,
    message: event.message.slice(0, 500),
    findings: event.findings.slice(0, 5),
    data: { shortened: true },
  };
}

/** Keeps the fields of the log's own type and leaves out whatever else a detector's finding carries. */
function pickFinding(finding: AuditFinding): AuditFinding {
  const { rule, title, category, severity, confidence, pointer, start, end, excerpt, view, why, remedy } =
    finding;
  return {
    rule,
    title,
    category,
    severity,
    confidence,
    pointer: redactText(pointer),
    start,
    end,
    excerpt,
    view,
    why,
    remedy,
  };
}
