import type { AuditLog } from '@sallyport/audit';
import { agentNames } from '../agents/create-agents.js';
import { causesOf } from '../mcp/failures.js';
import type { RunResult } from './types.js';

/**
 * Writes how a run ended to the audit log: a declined question as the guardrail's doing, a failure with the errors behind
 * it (the log redacts secrets). Holds no question and no data.
 */
export function recordRun(audit: AuditLog, result: RunResult, cause: unknown): void {
  const { runId, conversationId, status, agentPath, steps, findings, model, usage, error } = result;
  const byGuardrail = status === 'declined' && !agentPath.includes(agentNames.analyst);
  audit.append({
    kind: byGuardrail ? 'guardrail' : 'run',
    action: byGuardrail ? 'block' : 'record',
    source: 'agent',
    message: byGuardrail ? 'The guardrail declined a question.' : `A run ended: ${status}.`,
    runId,
    conversationId,
    data: {
      status,
      model: model.name,
      agents: agentPath,
      calls: steps.length,
      findings: findings.length,
      tokens: usage.totalTokens,
      ...(error ? { error: error.code } : {}),
      ...(cause === undefined ? {} : { causes: causesOf(cause).map(String) }),
    },
  });
}
