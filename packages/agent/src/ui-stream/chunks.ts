import type { RunEvent } from '../runs/types.js';
import type { AnalystMessageChunk } from './message.js';

/** Translates the events of one run, in order. Keeps the state that the chunk protocol wants: which text part is open. */
export class ChunkTranslator {
  #textParts = 0;
  #textOpen = false;
  #run: { runId: string; conversationId: string } | undefined;

  /** The chunks that one event comes to. */
  translate(event: RunEvent): AnalystMessageChunk[] {
    switch (event.type) {
      case 'run-start':
        this.#run = { runId: event.runId, conversationId: event.conversationId };
        return [
          { type: 'start', messageId: event.runId, messageMetadata: { model: event.model } },
          { type: 'start-step' },
          { type: 'data-run', id: event.runId, data: { ...this.#run, status: 'running' } },
        ];
      case 'agent-start':
        return [...this.#closeText(), { type: 'data-agent', data: { agent: event.agent } }];
      case 'text-delta':
        return [...this.#openText(), { type: 'text-delta', id: this.#textId(), delta: event.delta }];
      case 'text-end':
        return this.#closeText();
      case 'tool-input-available':
        return [
          ...this.#closeText(),
          {
            type: 'tool-input-available',
            toolCallId: event.callId,
            toolName: event.tool,
            input: event.input,
            dynamic: true,
          },
        ];
      case 'tool-output-available':
        return [
          {
            type: 'tool-output-available',
            toolCallId: event.callId,
            output: event.output,
            dynamic: true,
            toolMetadata: { durationMs: event.durationMs, isError: event.isError },
          },
        ];
      case 'security-finding': {
        const { seq: _seq, at: _at, type: _type, ...data } = event;
        return [{ type: 'data-finding', data }];
      }
      case 'usage-update':
        return [{ type: 'message-metadata', messageMetadata: { usage: event.usage } }];
      case 'run-end':
        return this.#end(event);
      default:
        return event satisfies never;
    }
  }

  #end(event: Extract<RunEvent, { type: 'run-end' }>): AnalystMessageChunk[] {
    const chunks = this.#closeText();
    if (this.#run) {
      const data = { ...this.#run, status: event.status, ...(event.error ? { error: event.error } : {}) };
      chunks.push({ type: 'data-run', id: this.#run.runId, data });
    }
    chunks.push({ type: 'finish-step' });
    chunks.push({ type: 'finish', finishReason: event.status === 'failed' ? 'error' : 'stop' });
    return chunks;
  }

  #openText(): AnalystMessageChunk[] {
    if (this.#textOpen) return [];
    this.#textOpen = true;
    this.#textParts += 1;
    return [{ type: 'text-start', id: this.#textId() }];
  }

  #closeText(): AnalystMessageChunk[] {
    if (!this.#textOpen) return [];
    this.#textOpen = false;
    return [{ type: 'text-end', id: this.#textId() }];
  }

  #textId(): string {
    return `text-${this.#textParts}`;
  }
}
