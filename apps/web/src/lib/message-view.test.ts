import { readUIMessageStream } from 'ai';
import { toUIMessageStream, type AnalystMessage, type RunEvent, type RunEventBody } from '@sallyport/agent';
import { expect, it } from 'vitest';
import { readAnswer } from './message-view';

const model = { kind: 'embedded', name: 'offline' } as const;
const table = { columns: [{ name: 'n', dtype: 'i64' }], data: [[1, 2]], rowCount: 2, truncated: false };

async function messageOf(...bodies: RunEventBody[]): Promise<AnalystMessage> {
  async function* events(): AsyncGenerator<RunEvent> {
    for (const [index, body] of bodies.entries()) yield { seq: index + 1, at: 0, ...body };
  }
  let message: AnalystMessage | undefined;
  for await (const next of readUIMessageStream<AnalystMessage>({ stream: toUIMessageStream(events()) }))
    message = next;
  if (!message) throw new Error('The stream brought no message.');
  return message;
}

it('reads the steps, the text and the end of a run from its stream', async () => {
  const message = await messageOf(
    { type: 'run-start', runId: 'r', conversationId: 'c', question: 'q', model },
    { type: 'agent-start', agent: 'intake' },
    { type: 'agent-start', agent: 'data-analyst' },
    { type: 'tool-input-available', callId: '1', tool: 'run_analysis', input: { code: 'x' }, code: 'x' },
    {
      type: 'tool-output-available',
      callId: '1',
      tool: 'run_analysis',
      output: {
        error: { code: 'unknown-name', message: 'No x.', line: 1, hint: 'Use y.', didYouMean: ['y'] },
      },
      isError: true,
      durationMs: 12,
    },
    { type: 'tool-input-available', callId: '2', tool: 'run_analysis', input: { code: 'y' }, code: 'y' },
    {
      type: 'tool-output-available',
      callId: '2',
      tool: 'run_analysis',
      output: { table, logs: ['a'], durationMs: 3, truncated: false },
      isError: false,
      durationMs: 15,
    },
    { type: 'text-delta', delta: 'Two ' },
    { type: 'text-delta', delta: 'rows.' },
    { type: 'text-end' },
    { type: 'run-end', status: 'answered', answer: 'Two rows.' },
  );
  const { items, run } = readAnswer(message);
  expect(run).toMatchObject({ runId: 'r', conversationId: 'c', status: 'answered' });
  expect(items).toMatchObject([
    { kind: 'agents', agents: ['intake', 'data-analyst'] },
    {
      kind: 'step',
      step: {
        state: 'failed',
        code: 'x',
        durationMs: 12,
        output: { error: { line: 1, hint: 'Use y.', didYouMean: ['y'] } },
      },
    },
    {
      kind: 'step',
      step: {
        state: 'done',
        code: 'y',
        durationMs: 15,
        output: { outputs: [{ kind: 'table', table }], logs: ['a'] },
      },
    },
    { kind: 'text', text: 'Two rows.' },
  ]);
});

it('says why a run failed', async () => {
  const error = { code: 'mcp-unreachable', message: 'No one answers.', remedy: 'Start it.' } as const;
  const message = await messageOf(
    { type: 'run-start', runId: 'r', conversationId: 'c', question: 'q', model },
    { type: 'run-end', status: 'failed', error },
  );
  expect(readAnswer(message).run).toMatchObject({ status: 'failed', error });
});

it('survives parts of any shape', () => {
  const parts = [
    { type: 'data-run', data: null },
    { type: 'data-finding', data: { finding: 3 } },
    { type: 'data-agent', data: { agent: 7 } },
    {
      type: 'dynamic-tool',
      toolName: 'run_analysis',
      toolCallId: 'x',
      state: 'output-available',
      input: 1,
      output: { table: { columns: 3 }, chart: [], logs: [1] },
    },
  ] as unknown as AnalystMessage['parts'];
  const view = readAnswer({ id: 'm', role: 'assistant', parts });
  expect(view.run).toBeUndefined();
  expect(view.items).toMatchObject([{ kind: 'step', step: { state: 'done', output: { logs: [] } } }]);
});
