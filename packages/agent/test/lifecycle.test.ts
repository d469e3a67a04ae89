import { describe, expect, it, vi } from 'vitest';
import type { RunEvent } from '../src/runs/types.js';
import { eventsOf, goodReplies, startBench } from './support/backend.js';
import type { Reply } from './support/fake-openai.js';

const question = 'What is the average salary by department?';
const handover = goodReplies.slice(0, 2);
const analysis: Reply = {
  calls: [
    {
      name: 'run_analysis',
      arguments: { code: "pl.scan('employees').groupBy('department')", datasets: null },
    },
  ],
};

describe('a run', () => {
  it('ends as stopped when it is stopped while the model speaks, and breaks off the request', async () => {
    const { backend, model } = await startBench({
      replies: [...handover, { text: 'Well, let me', hang: true }],
    });
    const run = await backend.startRun({ question });
    for await (const event of run.events()) if (event.type === 'text-delta') run.stop();
    const result = await run.result;
    await model.brokenOff;

    expect(result).toMatchObject({ status: 'stopped', error: { code: 'stopped' } });
    expect(result.answer).toMatch(/^Well/);
    expect((await backend.conversations.get(run.conversationId))?.turns[0]).toMatchObject({
      status: 'stopped',
    });
  });

  it('ends as stopped while a tool works, and leaves a history that the next question can use', async () => {
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { backend, model } = await startBench({
      replies: [...handover, analysis, ...handover, { text: 'Here you are.' }],
      behaviour: { gate },
    });
    const run = await backend.startRun({ question });
    for await (const event of run.events()) if (event.type === 'tool-input-available') run.stop();
    expect((await run.result).status).toBe('stopped');
    open();

    const next = await backend.startRun({ question: 'And by region?', conversationId: run.conversationId });
    expect(await next.result).toMatchObject({ status: 'answered', answer: 'Here you are.' });
    const messages = (model.requests.at(-1)?.body.messages ?? []) as {
      role: string;
      tool_calls?: { id: string }[];
      tool_call_id?: string;
    }[];
    const calls = messages.flatMap((message) => message.tool_calls ?? []).map((call) => call.id);
    const results = messages
      .filter((message) => message.role === 'tool')
      .map((message) => message.tool_call_id);
    expect(new Set(calls)).toEqual(new Set(results));
  });

  it('goes on when whoever reads goes away, and can be read again from any event', async () => {
    const { backend } = await startBench({ replies: goodReplies });
    const run = await backend.startRun({ question });
    for await (const event of run.events()) if (event.seq === 2) break;
    expect((await run.result).status).toBe('answered');

    const all = await eventsOf(run);
    expect(all.at(-1)?.type).toBe('run-end');
    const rest = await eventsOf(backend.getRun(run.runId) ?? run, 5);
    expect(rest).toEqual(all.slice(5));
  });

  it('gives two readers the same events', async () => {
    const { backend } = await startBench({ replies: goodReplies });
    const run = await backend.startRun({ question });
    const [left, right] = await Promise.all([eventsOf(run), eventsOf(run)]);
    expect(left).toEqual(right);
  });

  it('is the only one of its conversation', async () => {
    const { backend } = await startBench({ replies: [...handover, { text: 'Well', hang: true }] });
    const run = await backend.startRun({ question });
    expect(backend.activeRun(run.conversationId)).toBe(run);
    await expect(backend.startRun({ question, conversationId: run.conversationId })).rejects.toMatchObject({
      code: 'run-active',
    });
    run.stop();
    await run.result;
    await vi.waitFor(() => expect(backend.activeRun(run.conversationId)).toBeUndefined());
  });

  it.each<[string, Reply[], object, string]>([
    ['time', [...handover, { text: 'Well', hang: true }], { runMs: 700 }, 'time-limit'],
    ['turns', [...handover, analysis, analysis, analysis], { maxTurns: 3 }, 'max-turns'],
    ['tokens', [...handover, analysis, analysis, analysis], { runTokens: 300 }, 'token-limit'],
    ['text', [...handover, { text: 'word '.repeat(100) }], { answerLength: 200 }, 'output-limit'],
    ['events', [...handover, { text: 'word '.repeat(100) }], { runEvents: 40 }, 'output-limit'],
  ])('has a limit of %s', async (_name, replies, limits, code) => {
    const { backend } = await startBench({ replies, limits });
    const run = await backend.startRun({ question });
    expect(await run.result).toMatchObject({ status: 'failed', error: { code } });
    expect((await eventsOf(run)).at(-1)).toMatchObject({
      type: 'run-end',
      status: 'failed',
      error: { code },
    });
  });

  it('refuses a question that is empty or too long, and a conversation that does not exist', async () => {
    const { backend } = await startBench();
    await expect(backend.startRun({ question: '  ' })).rejects.toMatchObject({ code: 'question-invalid' });
    await expect(backend.startRun({ question: 'x'.repeat(4001) })).rejects.toMatchObject({
      code: 'question-invalid',
    });
    await expect(backend.startRun({ question, conversationId: 'none' })).rejects.toMatchObject({
      code: 'conversation-unknown',
    });
    expect(await backend.conversations.list()).toEqual([]);
  });

  it('is declined by the guardrail before any tool or analyst runs', async () => {
    const { backend, model, behaviour, audited } = await startBench({
      replies: [
        { text: 'DECLINE: I only answer questions about the data, and this is about the weather tomorrow.' },
      ],
    });
    const run = await backend.startRun({ question: 'Will it rain tomorrow in Paris?' });
    const events = await eventsOf(run);

    expect(await run.result).toMatchObject({
      status: 'declined',
      answer: 'I only answer questions about the data, and this is about the weather tomorrow.',
      agentPath: ['Intake'],
      steps: [],
      usage: { requests: 1 },
    });
    expect(textOf(events)).toBe(
      'I only answer questions about the data, and this is about the weather tomorrow.',
    );
    expect(model.requests).toHaveLength(1);
    expect(behaviour.seen.map((call) => call.tool)).toEqual(['list_datasets']);
    expect((await audited()).find((event) => event.kind === 'guardrail')).toMatchObject({ runId: run.runId });
  });

  it('takes an unreadable classification as a yes', async () => {
    const { backend } = await startBench({ replies: [{ text: 'hmm' }, ...goodReplies.slice(1)] });
    expect(await (await backend.startRun({ question })).result).toMatchObject({ status: 'answered' });
  });
});

function textOf(events: readonly RunEvent[]): string {
  return events.map((event) => (event.type === 'text-delta' ? event.delta : '')).join('');
}
