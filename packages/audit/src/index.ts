// The complete public surface of @sallyport/audit. Named exports only.
export { openAuditLog, type AuditLog, type AuditLogOptions } from './audit-log.js';
export { canonicalJson } from './canonical-json.js';
export { AuditError, AuditErrorCode } from './errors.js';
export type {
  AuditFinding,
  EventAction,
  EventDirection,
  EventFilter,
  EventKind,
  SecurityEvent,
  SecurityEventInput,
} from './event.js';
export { limits as auditLimits } from './limits.js';
export type { Pass } from './passes.js';
export { followEvents, readEvents } from './read-events.js';
export { maskSecret, redactText } from './redact.js';
export {
  AuditProblemCode,
  verifyAuditLog,
  type AuditChain,
  type AuditProblem,
  type AuditVerification,
} from './verify.js';
