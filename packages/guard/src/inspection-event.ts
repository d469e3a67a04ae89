import type { SecurityEventInput } from '@sallyport/audit';
import type { Inspection, Verdict } from './types.js';

/** Whether a message was judged, or a person asked about one. */
export type InspectionEventKind = 'mcp-message' | 'approval';

/** What is recorded of an inspection. Without the session: what names one may be a secret. */
export function inspectionEvent(
  { verdict, context: given, approval }: Inspection,
  kind: InspectionEventKind,
  source: string,
): SecurityEventInput {
  const { findings, action, reason } = verdict;
  const context = { ...given };
  delete context.session;
  const asked = approval && { approval: approval.id, expires: new Date(approval.expiresAt).toISOString() };
  const data = { ...suppressedOf(verdict), ...expiredOf(verdict), ...asked };
  const event = { kind, source, action, message: reason, findings } as const;
  return Object.keys(data).length === 0 ? { ...event, ...context } : { ...event, data, ...context };
}

function suppressedOf({ suppressed }: Verdict): object {
  if (suppressed.length === 0) return {};
  return {
    suppressed: suppressed.map(({ rule, pointer, fingerprint, suppressedBy: { reason, expires } }) => ({
      rule,
      pointer,
      fingerprint,
      reason,
      expires,
    })),
  };
}

function expiredOf({ expired }: Verdict): object {
  return expired.length === 0 ? {} : { expired };
}
