/** Why a run failed. Each member says when it is raised. */
export const RunErrorCode = {
  /** The model's server wants a key (401 or 403), and the environment holds none, or an empty one. */
  modelKeyMissing: 'model-key-missing',
  /** The model's server refused the key (401 or 403). */
  modelUnauthorised: 'model-unauthorised',
  /** The model's server limits the rate, or the account has no quota left (429). */
  modelRateLimited: 'model-rate-limited',
  /** The model's server does not know the model (404). */
  modelNotFound: 'model-not-found',
  /** No connection to the model's server. */
  modelUnreachable: 'model-unreachable',
  /** The model's server answered with another error, or broke its answer off. */
  modelFailed: 'model-failed',
  /** The model answered something that the run cannot go on with. */
  modelMisbehaved: 'model-misbehaved',
  /** The MCP server cannot be reached, or answers with an error. */
  mcpUnreachable: 'mcp-unreachable',
  /** The MCP server's answers did not come in time. */
  mcpTimeout: 'mcp-timeout',
  /** The server that reports are written through did not start, or broke off. */
  reportsUnavailable: 'reports-unavailable',
  /** The guard withheld tools that the analyst cannot work without. */
  toolsWithheld: 'tools-withheld',
  /** This side has no usable client certificate. */
  certificateMissing: 'certificate-missing',
  /** The MCP server does not trust the client certificate's authority. */
  certificateUnknown: 'certificate-unknown',
  /** The client or server certificate is past its end. */
  certificateExpired: 'certificate-expired',
  /** The client or server certificate is on the revocation list. */
  certificateRevoked: 'certificate-revoked',
  /** The server's certificate is for another name. */
  serverNameWrong: 'server-name-wrong',
  /** The server's certificate was not issued by the project's authority. */
  serverUnknown: 'server-unknown',
  /** The client certificate is in order, but its name has no access. */
  clientUnauthorised: 'client-unauthorised',
  /** The mutual TLS connection failed in another way. */
  tlsFailed: 'tls-failed',
  /** The run used all the turns that it may take. */
  maxTurns: 'max-turns',
  /** The run used all the tokens that it may take. */
  tokenLimit: 'token-limit',
  /** The run wrote more text, or made more events, than it may. */
  outputLimit: 'output-limit',
  /** The run took longer than it may. */
  timeLimit: 'time-limit',
  /** A person stopped the run. */
  stopped: 'stopped',
  /** The process ended while the run was under way. */
  interrupted: 'interrupted',
  /** The conversation already has a run under way. */
  runActive: 'run-active',
  /** As many runs are under way as there may be. */
  tooManyRuns: 'too-many-runs',
  /** The dataset does not exist. */
  datasetUnknown: 'dataset-unknown',
  /** The guard blocks what the MCP server says of a dataset. */
  datasetBlocked: 'dataset-blocked',
  /** The conversation does not exist. */
  conversationUnknown: 'conversation-unknown',
  /** The turn that was to be replaced is not in the conversation. */
  turnUnknown: 'turn-unknown',
  /** The question is empty, or longer than a question may be. */
  questionInvalid: 'question-invalid',
  /** Something that a caller of this package set cannot be used. */
  configurationInvalid: 'configuration-invalid',
  /** A fault of this project. */
  internal: 'internal',
} as const;

export type RunErrorCode = (typeof RunErrorCode)[keyof typeof RunErrorCode];

/** What a person is told when a run fails: what happened, and what to do next. Never holds a secret. */
export interface RunError {
  code: RunErrorCode;
  message: string;
  remedy: string;
}
