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
