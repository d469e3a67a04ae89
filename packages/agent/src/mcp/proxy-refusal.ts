import type { CallToolResult } from '@openai/agents';
import type { AuditFinding, EventDirection } from '@sallyport/audit';
import type { Finding } from '@sallyport/scanner';
import { z } from 'zod';

const refusalSchema = z.object({
  rule: z.string(),
  pointer: z.string(),
  remedy: z.string(),
  eventId: z.string().optional(),
});

/** Why the proxy refused a call, as a result that it wrote in place of the server's says it. */
export type ProxyRefusal = z.infer<typeof refusalSchema> & { message: string };

/** Reads such a result; undefined for one of the server's own. */
export function refusalOf({ content, isError, _meta }: CallToolResult): ProxyRefusal | undefined {
  if (isError !== true) return undefined;
  const read = refusalSchema.safeParse(_meta?.['sallyport/refusal']);
  if (!read.success) return undefined;
  const [first] = content;
  return {
    ...read.data,
    message: typeof first?.['text'] === 'string' ? first['text'] : 'The call was blocked.',
  };
}

/** A finding of the audit log in the detector's own form; what the log does not keep is left empty. */
export function findingOfEvent(found: AuditFinding, direction: EventDirection = 'client-to-server'): Finding {
  return {
    surface: direction === 'client-to-server' ? 'argument' : 'result',
    target: 'value',
    why: '',
    remedy: '',
    references: [],
    direction,
    ...found,
    // The log's own words are wider; whoever wrote them wrote a finding.
    category: found.category as Finding['category'],
    severity: found.severity as Finding['severity'],
    view: found.view ?? 'raw',
  };
}
