// The complete public surface of @sallyport/agent. Named exports only.
export { createBackend } from './backend.js';
export type {
  Backend,
  BackendOptions,
  BackendStatus,
  PeerCertificate,
  WithheldToolStatus,
} from './backend-types.js';
export type {
  Cell,
  Chart,
  ColumnProfile,
  DatasetProfile,
  DatasetSummary,
  IngestProblem,
  Json,
  Table,
} from './catalog/types.js';
export type {
  Conversation,
  ConversationStore,
  ConversationSummary,
  Turn,
  TurnStatus,
} from './conversations/types.js';
export { AgentError } from './errors.js';
export { limits as agentLimits, type AgentLimits } from './limits.js';
export { guardedStdioServer, type GuardedStdioOptions } from './mcp/guarded-stdio-server.js';
export { GuardedMcpServer, guardMcpServer, type GuardMcpServerOptions } from './mcp/guarded-server.js';
export { modelFromEnvironment } from './models/environment.js';
export type { ModelEnvironment, ModelInfo, ModelKind, RunUsage } from './models/model-info.js';
export { RunErrorCode, type RunError } from './runs/run-error.js';
export type {
  Output,
  RunEvent,
  RunEventBody,
  RunFinding,
  RunHandle,
  RunResult,
  RunStatus,
  RunStep,
  ToolError,
  ToolOutput,
} from './runs/types.js';
export type {
  AnalystMessage,
  AnalystMessageChunk,
  MessageData,
  MessageMetadata,
} from './ui-stream/message.js';
export { toUIMessages } from './ui-stream/to-ui-messages.js';
export { toUIMessageStream } from './ui-stream/to-ui-message-stream.js';
