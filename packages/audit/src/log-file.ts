import { closeSync, constants, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { AuditError, AuditErrorCode } from './errors.js';

/** One file of the log, opened for appending and never for anything else. */
export class LogFile {
  readonly path: string;
  readonly day: string;
  #bytes = 0;
  readonly #descriptor: number;

  constructor(folder: string, name: string, day: string) {
    this.path = join(folder, name);
    this.day = day;
    const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_EXCL;
    this.#descriptor = openSync(this.path, flags, 0o600);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Writes one whole line with as few system calls as the system allows: one, but for a full disk. */
  writeLine(line: string): void {
    const buffer = Buffer.from(`${line}\n`);
    let written = 0;
    try {
      while (written < buffer.length) written += writeSync(this.#descriptor, buffer, written);
    } catch (error) {
      throw new AuditError(
        AuditErrorCode.WriteFailed,
        `The audit log could not be written to ${this.path}. Check the disk's free space and the folder's rights.`,
        { cause: error },
      );
    } finally {
      this.#bytes += written;
    }
  }

  close(): void {
    fsyncSync(this.#descriptor);
    closeSync(this.#descriptor);
  }
}
