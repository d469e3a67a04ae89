import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  fstatSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Direction, Finding } from '@sallyport/scanner';
import { limits } from '../limits.js';

/** One message of a session, as one of its processes took it down. */
export interface SessionRecord {
  message: unknown;
  direction: Direction;
  server: string;
  tool?: string | undefined;
  now: number;
  findings: readonly Finding[];
}

/**
 * What the processes of one session tell each other: a file to which each appends what passes it, and from which it
 * reads what passed the others. Each line is encrypted (AES-256-GCM) with a key that needs both the name of the session
 * and the key of the folder, so that the file by itself says nothing. Bounded: a file that is full begins anew.
 */
export class SessionLog {
  readonly #path: string;
  readonly #key: Buffer;
  readonly #self = randomBytes(9).toString('base64url');
  #offset = 0;
  #inode = 0;

  constructor(folder: string, session: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    removeOld(folder);
    const secret = folderKey(folder);
    const name = createHmac('sha256', secret).update(session).digest('hex').slice(0, 32);
    this.#path = join(folder, `${name}.log`);
    this.#key = Buffer.from(hkdfSync('sha256', session, secret, 'sallyport session', 32));
  }

  /** Tells the others. A message past {@link limits.sessionRecordBytes} is not told. */
  append(record: SessionRecord): void {
    const text = JSON.stringify(record);
    if (text.length > limits.sessionRecordBytes) return;
    if (sizeOf(this.#path) > limits.sessionLogBytes) rmSync(this.#path, { force: true });
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(this.#self));
    const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    appendFileSync(this.#path, `${this.#self} ${sealed.toString('base64')}\n`, { mode: 0o600 });
  }

  /** What the others have told since the last time. */
  read(): SessionRecord[] {
    let descriptor: number;
    try {
      descriptor = openSync(this.#path, 'r');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
    try {
      const { ino, size } = fstatSync(descriptor);
      if (ino !== this.#inode || size < this.#offset) this.#offset = 0;
      this.#inode = ino;
      if (size === this.#offset) return [];
      const bytes = Buffer.alloc(size - this.#offset);
      const count = readSync(descriptor, bytes, 0, bytes.length, this.#offset);
      const end = bytes.subarray(0, count).lastIndexOf(10) + 1;
      this.#offset += end;
      const lines = bytes.toString('latin1', 0, end).split('\n');
      return lines.flatMap((line) => this.#open(line) ?? []);
    } finally {
      closeSync(descriptor);
    }
  }

  #open(line: string): SessionRecord | undefined {
    const [origin = '', body = ''] = line.split(' ');
    if (body === '' || origin === this.#self) return undefined;
    try {
      const sealed = Buffer.from(body, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, 12))
        .setAAD(Buffer.from(origin))
        .setAuthTag(sealed.subarray(-16));
      const text = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
      return JSON.parse(text.toString('utf8')) as SessionRecord;
    } catch {
      // A line that was torn when its writer was killed; what is whole before and after it still counts.
      return undefined;
    }
  }
}

/** A key that lies in the folder, made by whichever process comes first. */
function folderKey(folder: string): Buffer {
  const path = join(folder, 'key');
  if (sizeOf(path) !== 32) {
    const draft = `${path}.${randomBytes(6).toString('hex')}`;
    writeFileSync(draft, randomBytes(32), { mode: 0o600 });
    try {
      linkSync(draft, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }
  return readFileSync(path);
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** Sessions that nobody has told of for long are over. */
function removeOld(folder: string): void {
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.log'))) {
    const path = join(folder, name);
    const time = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - time > limits.sessionKept) rmSync(path, { force: true });
  }
}
