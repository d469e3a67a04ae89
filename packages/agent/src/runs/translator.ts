import type { RunItem, RunStreamEvent } from '@openai/agents';
import { parsed, withoutSecrets } from '../mcp/without-secrets.js';
import { isDecline } from '../offline/index.js';
import { readToolOutput } from './tool-output.js';
import type { RunEventBody } from './types.js';

/** Translates the SDK's stream events into a run's events, one run per translator. */
export class StreamTranslator {
  #agent: string | undefined;
  #textOpen = false;
  #declined = false;
  readonly #startedAt = new Map<string, { tool: string; at: number }>();

  /** Whether the embedded model marked its last message as a decline. */
  get declined(): boolean {
    return this.#declined;
  }

  translate(event: RunStreamEvent): RunEventBody[] {
    switch (event.type) {
      case 'agent_updated_stream_event':
        return this.startAgent(event.agent.name);
      case 'raw_model_stream_event':
        return this.#modelEvent(event.data);
      case 'run_item_stream_event':
        return this.#item(event.item);
      default:
        return event satisfies never;
    }
  }

  /** An agent takes over; nothing where it has already. */
  startAgent(agent: string): RunEventBody[] {
    if (agent === this.#agent) return [];
    this.#agent = agent;
    return [...this.closeText(), { type: 'agent-start', agent }];
  }

  /** Ends a text that is still open. */
  closeText(): RunEventBody[] {
    if (!this.#textOpen) return [];
    this.#textOpen = false;
    return [{ type: 'text-end' }];
  }

  #modelEvent(data: { type: string; delta?: unknown }): RunEventBody[] {
    if (data.type === 'response_done') return this.closeText();
    if (data.type !== 'output_text_delta' || typeof data.delta !== 'string' || data.delta === '') return [];
    this.#textOpen = true;
    return [{ type: 'text-delta', delta: data.delta }];
  }

  #item(item: RunItem): RunEventBody[] {
    if (item.type === 'message_output_item') {
      this.#declined = isDecline(item);
      return this.closeText();
    }
    if (item.type === 'tool_call_item' && item.rawItem.type === 'function_call') {
      const { callId, name, arguments: text } = item.rawItem;
      return [...this.closeText(), ...this.#call(callId, name, text)];
    }
    if (item.type === 'tool_call_output_item' && item.rawItem.type === 'function_call_result') {
      return this.#output(item.rawItem.callId, item.rawItem.name, item.customData, item.rawItem.output);
    }
    return [];
  }

  #call(callId: string, tool: string, text: string): RunEventBody[] {
    this.#startedAt.set(callId, { tool, at: performance.now() });
    const input = withoutSecrets(tool, parsed(text));
    const code = programOf(input);
    return [{ type: 'tool-input-available', callId, tool, input, ...(code === undefined ? {} : { code }) }];
  }

  #output(callId: string, tool: string, customData: unknown, text: unknown): RunEventBody[] {
    const { output, isError, report } = readToolOutput(customData, text);
    const started = this.#startedAt.get(callId);
    const elapsed = started ? performance.now() - started.at : 0;
    const durationMs = report?.durationMs ?? elapsed;
    const events: RunEventBody[] = [];
    for (const finding of report?.findings ?? [])
      events.push({ type: 'security-finding', ...finding, callId });
    events.push({ type: 'tool-output-available', callId, tool, output, isError, durationMs });
    return events;
  }
}

function programOf(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('code' in input)) return undefined;
  return typeof input.code === 'string' ? input.code : undefined;
}
