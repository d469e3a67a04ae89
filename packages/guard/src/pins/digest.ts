import { createHash } from 'node:crypto';
import { canonicalJson } from '@sallyport/audit';

/** SHA-256, in hex, of the canonical JSON of a definition: the same whatever the order of members and white space. */
export function digestOf(definition: unknown): string {
  return createHash('sha256').update(canonicalJson(definition)).digest('hex');
}
