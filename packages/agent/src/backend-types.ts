import type { PresetName } from '@sallyport/guard';
import type { DatasetProfile, DatasetSummary } from './catalog/types.js';
import type { ConversationStore } from './conversations/types.js';
import type { AgentLimits } from './limits.js';
import type { ModelEnvironment, ModelInfo } from './models/model-info.js';
import type { RunError } from './runs/run-error.js';
import type { StartInput } from './runs/run-manager.js';
import type { RunHandle } from './runs/types.js';

/** What {@link createBackend} needs. */
export interface BackendOptions {
  /** The folder for the audit log and the conversations. */
  home: string;
  /** The folder of the certificates. */
  certs: string;
  /** Whose client certificate to use: `web`, `ask`, … */
  clientName: string;
  /** The address of the MCP server's endpoint: `https://localhost:8443/mcp`. */
  mcpUrl: string;
  /** Chooses the model, the store and the tracing. Without it the embedded model answers, and a file is the store. */
  environment?: ModelEnvironment;
  /** The folder of reports. Default: `reports` in `home`. */
  reports?: string;
  /** The guard's preset. Default `strict`. */
  preset?: PresetName;
  limits?: Partial<AgentLimits>;
}

/** The certificate that the MCP server showed in a handshake. */
export interface PeerCertificate {
  subject: string;
  issuer: string;
  /** `DNS:localhost`, `URI:spiffe://…`, … */
  subjectAltNames: string[];
  /** SHA-256, in upper-case hex pairs with colons. */
  fingerprint256: string;
  /** ISO 8601. */
  validFrom: string;
  validTo: string;
  /** `TLSv1.3` */
  protocol?: string;
}

/** A tool that the guard keeps from the analyst. */
export interface WithheldToolStatus {
  name: string;
  reason: string;
  /** What happened, in a sentence. */
  message: string;
  /** What to do next, with the commands. */
  remedy: string;
}

/** How the backend stands at this moment. */
export interface BackendStatus {
  model: ModelInfo;
  mcp: {
    url: string;
    reachable: boolean;
    clientName: string;
    peer?: PeerCertificate;
    tools: string[];
    withheldTools: WithheldToolStatus[];
    /** Why it is not reachable. */
    error?: RunError;
  };
  preset: PresetName;
  auditFolder: string;
  /** Where reports are written, through the proxy with the preset `strict`. */
  reportsFolder: string;
}

/** The analyst, as an application uses it. */
export interface Backend {
  /** Starts a run. Rejects with an {@link AgentError} when the question or the conversation will not do. */
  startRun(input: StartInput): Promise<RunHandle>;
  /** A run of this process that is under way, or ended not long ago. */
  getRun(runId: string): RunHandle | undefined;
  /** The run under way in a conversation. */
  activeRun(conversationId: string): RunHandle | undefined;
  readonly conversations: ConversationStore;
  /** This and the next two reject with an {@link AgentError} when the MCP server cannot be asked. */
  datasets(): Promise<DatasetSummary[]>;
  describeDataset(name: string): Promise<DatasetProfile>;
  /** Questions that the data can answer, drawn from their columns. */
  suggestions(): Promise<string[]>;
  status(): Promise<BackendStatus>;
  /** Stops the runs, and closes the connections and files. */
  close(): Promise<void>;
}
