import { join } from 'node:path';
import { repository } from '../../lib/places.js';

/** A path in the sandbox package. */
export function sandboxPackage(...parts: string[]): string {
  return join(repository, 'packages/sandbox', ...parts);
}
