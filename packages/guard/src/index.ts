// The complete public surface of @sallyport/guard. Named exports only.
export type { Approval, ApprovalState, AskedFinding } from './approvals/approval.js';
export { createApprovalStore, type ApprovalStore, type Question } from './approvals/approval-store.js';
export type { CallRule } from './custom/call-rules.js';
export { blockCodes, blockError, type BlockError } from './block-error.js';
export { presetConfig } from './config/config-of.js';
export { describeConfig } from './config/describe-config.js';
export type { EgressAction, EgressMode, EgressSettings } from './config/egress-settings.js';
export { knownSecretsOf } from './config/known-secrets-of.js';
export type {
  BudgetSettings,
  CustomDetection,
  GuardConfig,
  KillSwitchSettings,
  ProtectSettings,
} from './config/types.js';
export { createGuard, type Answer, type Guard, type GuardOptions } from './create-guard.js';
export { actionFor, decide, isHarder } from './decide.js';
export { GuardError, GuardErrorCode } from './errors.js';
export { limits as guardLimits } from './limits.js';
export { maskText, TextMask } from './masked-text.js';
export { diffDefinitions } from './pins/diff.js';
export { digestOf } from './pins/digest.js';
export { sectionOf, type Pin, type PinnedKind, type PinRecord, type PinSection } from './pins/pin-record.js';
export { createPinStore, type PinStore, type WaitingChange } from './pins/pin-store.js';
export type {
  DefinitionChange,
  ServerDefinition,
  ShadowingTool,
  ToolsCheck,
  WithheldReason,
  WithheldTool,
} from './pins/types.js';
export { definePolicy } from './policy.js';
export { presetNames, presets } from './presets.js';
export type {
  Action,
  CategorySteps,
  DecisionContext,
  GuardEvent,
  Inspection,
  InspectionContext,
  PinMode,
  Policy,
  PolicyOverride,
  PolicyStep,
  PresetName,
  SuppressedFinding,
  Suppression,
  Verdict,
} from './types.js';
export { stripFindings } from './strip.js';
export { withoutCredentials } from './without-credentials.js';
