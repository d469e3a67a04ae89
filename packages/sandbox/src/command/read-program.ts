import { createReadStream } from 'node:fs';

import { defaultSandboxLimits } from '../limits.js';
import { UsageError } from './usage-error.js';

/** Bytes that are read of a program: more than the sandbox accepts, so that it is the sandbox that refuses. */
const readLimit = 4 * defaultSandboxLimits.codeCharacters + 4;

/** The text of a file, or of standard input for `-`. */
export async function readProgram(file: string): Promise<string> {
  const stream = file === '-' ? process.stdin : createReadStream(file);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk as Buffer);
      bytes += (chunk as Buffer).length;
      if (bytes > readLimit) break;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The program cannot be read: ${reason}.`, { cause: error });
  }
  return Buffer.concat(chunks).toString('utf8');
}
