import type { CallToolResult } from '@openai/agents';
import type { RunFinding } from '../runs/types.js';

/** On whose behalf MCP messages travel. All fields are absent for the backend's own questions about the catalog. */
export interface CallScope {
  runId?: string;
  conversationId?: string;
  /** Hears of what the guard finds outside any call: in the list of tools. */
  onFindings?: (findings: RunFinding[]) => void;
}

/** Under this member of a result's `_meta` the guarded server tells the run about the call. */
export const callReportKey = 'sallyport/call';

/** What the guarded server says of one call, beside its result. */
export interface CallReport {
  durationMs: number;
  findings: RunFinding[];
}

/** Makes a call, and gives its result with the report of it, to which the call may add what was found. */
export async function withReport(
  call: (report: CallReport) => Promise<CallToolResult>,
): Promise<CallToolResult> {
  const began = performance.now();
  const report: CallReport = { durationMs: 0, findings: [] };
  const result = await call(report);
  report.durationMs = performance.now() - began;
  return { ...result, _meta: { ...result._meta, [callReportKey]: report } };
}
