import { readUIMessageStream, uiMessageChunkSchema } from 'ai';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../conversations/types.js';
import type { RunEvent, RunEventBody } from '../runs/types.js';
import type { AnalystMessage } from './message.js';
import { toUIMessages } from './to-ui-messages.js';
import { toUIMessageStream } from './to-ui-message-stream.js';

const model = { kind: 'embedded', name: 'test' } as const;
const usage = { requests: 2, inputTokens: 10, outputTokens: 5, totalTokens: 15 };
const finding: Extract<RunEventBody, { type: 'security-finding' }> = {
  type: 'security-finding',
  eventId: 'E1',
  action: 'block',
  server: 'data-analysis',
  tool: 'run_analysis',
  callId: 'c1',
  finding: {
    rule: 'aws-access-key',
    title: 'AWS access key',
    category: 'credential-leak',
    severity: 'critical',
    confidence: 0.9,
    direction: 'client-to-server',
    surface: 'argument',
    pointer: '/params/arguments/code',
    target: 'value',
    start: 0,
    end: 20,
    excerpt: 'AKIA…PF',
    view: 'raw',
    why: 'It is a key.',
    remedy: 'Remove it.',
    references: [],
  },
};
const output = {
  table: { columns: [{ name: 'n', dtype: 'i64' }], data: [[1]], rowCount: 1, truncated: false },
  logs: [],
};

const bodies: RunEventBody[] = [
  { type: 'run-start', runId: 'r1', conversationId: 'k1', question: 'How many?', model },
  { type: 'agent-start', agent: 'Intake' },
  { type: 'agent-start', agent: 'Data Analyst' },
  { type: 'text-delta', delta: 'Let me ' },
  { type: 'text-delta', delta: 'look.' },
  { type: 'text-end' },
  { type: 'tool-input-available', callId: 'c1', tool: 'run_analysis', input: { code: 'x' }, code: 'x' },
  finding,
  {
    type: 'tool-output-available',
    callId: 'c1',
    tool: 'run_analysis',
    output,
    isError: false,
    durationMs: 12,
  },
  { type: 'text-delta', delta: 'One.' },
  { type: 'text-end' },
  { type: 'usage-update', usage },
  { type: 'run-end', status: 'answered', answer: 'One.' },
];
const events: RunEvent[] = bodies.map((body, index) => Object.assign({ seq: index + 1, at: 0 }, body));

async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

async function lastMessage(of: readonly RunEvent[]): Promise<AnalystMessage | undefined> {
  let last: AnalystMessage | undefined;
  for await (const message of readUIMessageStream<AnalystMessage>({ stream: toUIMessageStream(each(of)) })) {
    last = message;
  }
  return last;
}

const conversation = (turn: Partial<Conversation['turns'][number]>): Conversation => ({
  id: 'k1',
  title: 'How many?',
  createdAt: 0,
  updatedAt: 0,
  turns: [
    {
      runId: 'r1',
      question: 'How many?',
      answer: 'One.',
      status: 'answered',
      model,
      usage,
      events,
      createdAt: 0,
      ...turn,
    },
  ],
});

describe('the UI message stream', () => {
  it('makes one message with text, step, finding, agent and run parts', async () => {
    const message = await lastMessage(events);
    expect(message).toMatchObject({ id: 'r1', role: 'assistant', metadata: { model, usage } });
    expect(message?.parts).toMatchObject([
      { type: 'step-start' },
      { type: 'data-run', data: { runId: 'r1', conversationId: 'k1', status: 'answered' } },
      { type: 'data-agent', data: { agent: 'Intake' } },
      { type: 'data-agent', data: { agent: 'Data Analyst' } },
      { type: 'text', text: 'Let me look.', state: 'done' },
      {
        type: 'dynamic-tool',
        toolName: 'run_analysis',
        toolCallId: 'c1',
        state: 'output-available',
        input: { code: 'x' },
        output,
        toolMetadata: { durationMs: 12, isError: false },
      },
      { type: 'data-finding', data: { action: 'block', finding: { rule: 'aws-access-key' } } },
      { type: 'text', text: 'One.', state: 'done' },
    ]);
  });

  it('is made of chunks that the AI SDK accepts', async () => {
    const schema = uiMessageChunkSchema();
    for await (const chunk of toUIMessageStream(each(events))) {
      expect(await schema.validate?.(chunk)).toMatchObject({ success: true });
    }
  });

  it('carries the error of a failed run in its run part', async () => {
    const error = { code: 'mcp-unreachable', message: 'It is down.', remedy: 'Start it.' } as const;
    const failed: RunEvent[] = [
      ...events.slice(0, 2),
      { seq: 3, at: 0, type: 'run-end', status: 'failed', error },
    ];
    const message = await lastMessage(failed);
    expect(message?.parts).toContainEqual({
      type: 'data-run',
      id: 'r1',
      data: { runId: 'r1', conversationId: 'k1', status: 'failed', error },
    });
  });

  it('lets go of the events when it is cancelled', async () => {
    let released = false;
    async function* source(): AsyncGenerator<RunEvent> {
      try {
        yield* events;
      } finally {
        released = true;
      }
    }
    const reader = toUIMessageStream(source()).getReader();
    await reader.read();
    await reader.cancel();
    expect(released).toBe(true);
  });
});

describe('the messages of a stored conversation', () => {
  it('are what the stream had made', async () => {
    const [question, answer] = toUIMessages(conversation({}));
    expect(question).toMatchObject({ role: 'user', parts: [{ type: 'text', text: 'How many?' }] });
    expect(JSON.parse(JSON.stringify(answer))).toEqual(JSON.parse(JSON.stringify(await lastMessage(events))));
  });

  it('have no answer yet for a turn that is under way, and say what became of one that was cut off', () => {
    expect(toUIMessages(conversation({ status: 'running', events: [] }))).toHaveLength(1);
    const error = { code: 'interrupted', message: 'It was cut off.', remedy: 'Ask again.' } as const;
    const [, answer] = toUIMessages(conversation({ status: 'interrupted', events: [], error }));
    expect(answer?.parts).toContainEqual(
      expect.objectContaining({
        type: 'data-run',
        data: expect.objectContaining({ status: 'interrupted', error }),
      }),
    );
  });
});
