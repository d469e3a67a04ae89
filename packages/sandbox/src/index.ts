// The complete public surface of @sallyport/sandbox. Named exports only.
export type { DatasetFailure, DatasetSource } from './datasets/types.js';
export { SandboxError, SandboxErrorCode } from './errors.js';
export { apiPage, languageReference, typeDeclarations } from './facade/index.js';
export { checkProgram, ErrorCode, type CheckOutcome, type ProgramError } from './language/index.js';
export { defaultSandboxLimits, type SandboxLimits } from './limits.js';
export type { Cell, Column, Table } from './plan/index.js';
export type { JailLayer, JailReport, KillReason, SandboxMetrics, Timing } from './process/metrics.js';
export { inspectSandbox, type DoctorOptions, type DoctorReport } from './process/doctor.js';
export { startSandboxHost, type SandboxHost, type SandboxHostOptions } from './process/host/start-host.js';
export {
  createSandbox,
  type RunOptions,
  type Sandbox,
  type SandboxLogger,
  type SandboxOptions,
} from './sandbox.js';
export type {
  ArrowTable,
  Chart,
  ColumnProfile,
  DatasetProfile,
  DatasetSummary,
  IngestProblem,
  Json,
  Output,
  RunOutput,
  RunResult,
} from './types.js';
