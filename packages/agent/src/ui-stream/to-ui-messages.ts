import type { Conversation, Turn } from '../conversations/types.js';
import type { RunEvent } from '../runs/types.js';
import type { AnalystMessage } from './message.js';

type Part = AnalystMessage['parts'][number];

/**
 * The messages of a stored conversation, as the page would hold them had it streamed them all. A turn that is still
 * under way has only its question: its answer comes from the run's own stream.
 */
export function toUIMessages(conversation: Conversation): AnalystMessage[] {
  return conversation.turns.flatMap((turn) => {
    const question: AnalystMessage = {
      id: `${turn.runId}-question`,
      role: 'user',
      parts: [{ type: 'text', text: turn.question }],
    };
    return turn.status === 'running' ? [question] : [question, answerOf(turn, conversation.id)];
  });
}

function answerOf(turn: Turn, conversationId: string): AnalystMessage {
  const parts: Part[] = [{ type: 'step-start' }, runPart(turn, conversationId)];
  for (const event of turn.events) addTo(parts, event);
  return {
    id: turn.runId,
    role: 'assistant',
    metadata: { model: turn.model, usage: turn.usage },
    parts,
  };
}

function runPart(turn: Turn, conversationId: string): Part {
  const { runId, status, error } = turn;
  return {
    type: 'data-run',
    id: runId,
    data: { runId, conversationId, status, ...(error ? { error } : {}) },
  };
}

function addTo(parts: Part[], event: RunEvent): void {
  switch (event.type) {
    case 'agent-start':
      parts.push({ type: 'data-agent', data: { agent: event.agent } });
      return;
    case 'text-delta': {
      const last = parts.at(-1);
      if (last?.type === 'text' && last.state === 'streaming') last.text += event.delta;
      else parts.push({ type: 'text', text: event.delta, state: 'streaming' });
      return;
    }
    case 'text-end': {
      const last = parts.findLast((part) => part.type === 'text');
      if (last) last.state = 'done';
      return;
    }
    case 'tool-input-available':
      parts.push({
        type: 'dynamic-tool',
        toolName: event.tool,
        toolCallId: event.callId,
        state: 'input-available',
        input: event.input,
      });
      return;
    case 'tool-output-available':
      setOutput(parts, event);
      return;
    case 'security-finding': {
      const { seq: _seq, at: _at, type: _type, ...data } = event;
      parts.push({ type: 'data-finding', data });
      return;
    }
    case 'run-start':
    case 'usage-update':
    case 'run-end':
      return;
    default:
      event satisfies never;
  }
}

function setOutput(parts: Part[], event: Extract<RunEvent, { type: 'tool-output-available' }>): void {
  const index = parts.findLastIndex(
    (part) => part.type === 'dynamic-tool' && part.toolCallId === event.callId,
  );
  const part = parts[index];
  if (part?.type !== 'dynamic-tool') return;
  parts[index] = {
    type: 'dynamic-tool',
    toolName: part.toolName,
    toolCallId: part.toolCallId,
    state: 'output-available',
    input: part.input,
    output: event.output,
    toolMetadata: { durationMs: event.durationMs, isError: event.isError },
  };
}
