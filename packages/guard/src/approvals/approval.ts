import type { Finding } from '@sallyport/scanner';
import type { InspectionContext } from '../types.js';

/** What became of a question. `expired`: nobody answered in time. `withdrawn`: nobody waits for the answer any more. */
export type ApprovalState = 'waiting' | 'approved' | 'denied' | 'expired' | 'withdrawn';

/** A finding as a person who is asked sees it: redacted. */
export type AskedFinding = Pick<Finding, 'rule' | 'title' | 'severity' | 'pointer' | 'excerpt' | 'why'>;

/** A message that waits for a person to say whether it may pass. It holds nothing of the message but redacted excerpts. */
export interface Approval {
  id: string;
  state: ApprovalState;
  server: string;
  direction: InspectionContext['direction'];
  method?: string;
  tool?: string;
  /** Whose client it is. */
  identity?: string;
  /** One sentence. */
  reason: string;
  findings: readonly AskedFinding[];
  /** The audit event that tells of the question. */
  eventId?: string;
  /** Milliseconds since the epoch. */
  askedAt: number;
  /** From then on it counts as denied. */
  expiresAt: number;
  decidedAt?: number;
}

/** Reads a file of the store; undefined for what is none. */
export function parseApproval(text: string): Approval | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, state, server, direction, reason, findings, askedAt, expiresAt } = value as Partial<Approval>;
  const isWhole =
    [id, server, direction, reason].every((one) => typeof one === 'string') &&
    ['waiting', 'approved', 'denied', 'expired', 'withdrawn'].includes(state ?? '') &&
    Number.isFinite(askedAt) &&
    Number.isFinite(expiresAt) &&
    Array.isArray(findings);
  return isWhole ? (value as Approval) : undefined;
}
