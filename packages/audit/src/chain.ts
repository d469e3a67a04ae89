import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';
import type { SecurityEvent } from './event.js';

/** The `previous` of a chain's first event. */
export const chainStart = '0'.repeat(64);

/** The hash that an event must carry: over all its fields but `hash`. */
export function hashOf(event: Omit<SecurityEvent, 'hash'>): string {
  const { hash: _, ...fields } = event as SecurityEvent;
  return createHash('sha256').update(canonicalJson(fields)).digest('hex');
}

/** The parts of a log file's name: the chain (one per process that opened the log) and the file's place in it. */
export interface LogFileName {
  chain: string;
  sequence: number;
}

const pattern = /^(\d{8}T\d{9}Z-\d{1,10}-[0-9a-f]{8})\.(\d{6})\.jsonl$/;

export function formatFileName({ chain, sequence }: LogFileName): string {
  return `${chain}.${String(sequence).padStart(6, '0')}.jsonl`;
}

/** Reads a log file's name; undefined for files that are not the log's. */
export function parseFileName(name: string): LogFileName | undefined {
  const match = pattern.exec(name);
  const [, chain, sequence] = match ?? [];
  return chain && sequence ? { chain, sequence: Number(sequence) } : undefined;
}
