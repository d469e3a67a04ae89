import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { limits } from '../../limits.js';
import { UsageError } from '../usage-error.js';

/** The file of a client, with the links to it followed: it is the target that is replaced. */
export interface ClientFile {
  path: string;
  text: string;
}

/** @throws UsageError where there is none, with the places where clients keep theirs. */
export function readClientFile(file: string): ClientFile {
  if (!existsSync(file)) {
    throw new UsageError(
      `There is no file ${file}. Clients keep theirs in .mcp.json (Claude Code), .cursor/mcp.json (Cursor), .vscode/mcp.json (VS Code) or claude_desktop_config.json (Claude Desktop).`,
    );
  }
  const path = realpathSync(file);
  const { size } = statSync(path);
  if (size > limits.clientFileBytes) {
    throw new UsageError(
      `${file} is larger than ${limits.clientFileBytes} bytes: it is not a client's file.`,
    );
  }
  return { path, text: readFileSync(path, 'utf8') };
}

/** Copies a file beside itself under a name that is free. Gives that name. */
export function backUp({ path }: ClientFile): string {
  for (let number = (backupsOf(path).at(-1)?.number ?? 0) + 1; ; number++) {
    const backup = `${path}.sallyport-backup-${number}`;
    try {
      copyFileSync(path, backup, constants.COPYFILE_EXCL);
      return backup;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** The text of the latest backup; undefined where there is none. */
export function latestBackup({ path }: ClientFile): string | undefined {
  const latest = backupsOf(path).at(-1);
  return latest && readFileSync(latest.path, 'utf8');
}

/** Puts another text in the place of a file, in one step, with the file's own mode. */
export function replaceFile({ path, text: before }: ClientFile, text: string): void {
  const draft = `${path}.${process.pid}-${randomBytes(4).toString('hex')}.draft`;
  const descriptor = openSync(draft, 'wx', statSync(path).mode & 0o777);
  try {
    try {
      writeSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    if (readFileSync(path, 'utf8') !== before) {
      throw new Error(
        `${path} was changed by somebody else in the meantime. Nothing was written: run it again.`,
      );
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function backupsOf(path: string): { path: string; number: number }[] {
  const prefix = `${basename(path)}.sallyport-backup-`;
  return readdirSync(dirname(path))
    .flatMap((name) => {
      const number = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : Number.NaN;
      return Number.isSafeInteger(number) ? [{ path: join(dirname(path), name), number }] : [];
    })
    .toSorted((a, b) => a.number - b.number);
}
