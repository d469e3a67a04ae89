import type { CallToolResult } from '@openai/agents';
import type { Inspection } from '@sallyport/guard';
import { failedResult } from './messages.js';

/** What a model reads instead of a message that the guard blocked. */
export function blockedResult(inspection: Inspection, consequence: string): CallToolResult {
  const finding = inspection.verdict.decisive ?? inspection.verdict.findings[0];
  return failedResult({
    code: 'blocked-by-guard',
    message: `${consequence} ${inspection.verdict.reason}`,
    ...(finding ? { rule: finding.rule, pointer: finding.pointer, hint: finding.remedy } : {}),
    ...(inspection.eventId ? { eventId: inspection.eventId } : {}),
  });
}

/** What a model reads when the server answered with a JSON-RPC error. */
export function refusedResult({ error }: { error: { code: number; message: string } }): CallToolResult {
  return failedResult({ code: `mcp${error.code}`, message: error.message });
}
