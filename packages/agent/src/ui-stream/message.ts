import type { UIMessage, UIMessageChunk } from 'ai';
import type { ModelInfo, RunUsage } from '../models/model-info.js';
import type { RunError } from '../runs/run-error.js';
import type { RunFinding } from '../runs/types.js';
import type { TurnStatus } from '../conversations/types.js';

/** What an assistant message knows about itself. */
export interface MessageMetadata {
  model?: ModelInfo;
  usage?: RunUsage;
}

/** The payloads of the `data-…` parts. */
export type MessageData = {
  agent: { agent: string };
  finding: RunFinding;
  run: { runId: string; conversationId: string; status: TurnStatus; error?: RunError };
};

/** A message as the page holds it: AI SDK v6 parts `text`, `dynamic-tool`, `data-agent`, `data-finding`, `data-run`. */
export type AnalystMessage = UIMessage<MessageMetadata, MessageData>;

/** One chunk of the stream that makes an {@link AnalystMessage}. */
export type AnalystMessageChunk = UIMessageChunk<MessageMetadata, MessageData>;
