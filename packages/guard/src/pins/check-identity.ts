import { emptyRecord } from './pin-record.js';
import type { PinStore } from './pin-store.js';

/**
 * Whether a server is reached as it was when it was pinned. At first use the way is pinned; a different one waits to be
 * approved from then on.
 *
 * @param identity a command line, or an address with the key of its certificate.
 */
export function checkIdentity(store: PinStore, server: string, identity: string): boolean {
  const known = store.get(server);
  if (known?.identity === identity) return true;
  const stored = store.update(server, (record = emptyRecord(server)) => {
    if (record.identity === identity) return record;
    return record.identity === undefined ? { ...record, identity } : { ...record, waitingIdentity: identity };
  });
  return stored?.identity === identity;
}
