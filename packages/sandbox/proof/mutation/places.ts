import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../..', import.meta.url));

/** A path in the sandbox package. */
export function sandboxPackage(...parts: string[]): string {
  return join(folder, ...parts);
}
