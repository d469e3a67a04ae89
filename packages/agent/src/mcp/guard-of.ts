import { join } from 'node:path';
import { openAuditLog } from '@sallyport/audit';
import {
  createGuard,
  createPinStore,
  presets,
  type Guard,
  type Policy,
  type PresetName,
} from '@sallyport/guard';

/** A guard, and what closes the files that were opened for it. */
export interface OwnedGuard {
  guard: Guard;
  close: () => void;
}

/** The guard that was given, or one made with a policy. Its pins and its log lie in `home`, where there is one. */
export function guardOf(given: Guard | Policy | PresetName, home?: string): OwnedGuard {
  if (typeof given === 'object' && 'inspect' in given) return { guard: given, close: () => undefined };
  const policy = typeof given === 'string' ? presets[given] : given;
  if (home === undefined) return { guard: createGuard({ policy, source: 'agent' }), close: () => undefined };
  const audit = openAuditLog(join(home, 'audit'));
  const pins = createPinStore(join(home, 'pins'));
  return { guard: createGuard({ policy, audit, pins, source: 'agent' }), close: () => audit.close() };
}
