import { describe, expect, it } from 'vitest';
import { chart, table } from './support/data-server.js';
import { eventsOf, goodReplies, startBench } from './support/backend.js';

describe.each(['chat', 'responses'] as const)('a question on a compatible server (%s)', (api) => {
  it('is answered after a wrong program first, with every step told', async () => {
    const { backend, model, behaviour } = await startBench({ api, replies: goodReplies });
    const run = await backend.startRun({ question: 'What is the average salary by department, as a chart?' });
    const events = await eventsOf(run);
    const result = await run.result;

    expect(result.error).toBeUndefined();
    expect(result.status).toBe('answered');
    expect(result.answer).toBe('Research earns 74,500 on average, Sales 51,000.');
    expect(result.agentPath).toEqual(['Intake', 'Data Analyst']);
    expect(result.steps.map((step) => [step.tool, step.isError])).toEqual([
      ['list_datasets', false],
      ['describe_dataset', false],
      ['run_analysis', true],
      ['run_analysis', false],
    ]);
    expect(result.steps[2]?.result.error).toMatchObject({ code: 'unknown-member', didYouMean: ['groupBy'] });
    expect(result.steps[3]?.code).toContain('groupBy');
    expect(result.table).toEqual(table);
    expect(result.chart).toEqual(chart);
    expect(result.usage).toEqual({ requests: 7, inputTokens: 700, outputTokens: 140, totalTokens: 840 });
    expect(result.findings).toEqual([]);
    expect(behaviour.seen.filter((call) => call.tool === 'run_analysis')).toHaveLength(2);
    expect(
      model.requests.every((request) =>
        request.path.endsWith(api === 'chat' ? '/chat/completions' : '/responses'),
      ),
    ).toBe(true);

    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    expect(events[0]).toMatchObject({ type: 'run-start', model: { kind: 'compatible', name: 'test-model' } });
    expect(events.at(-1)).toMatchObject({ type: 'run-end', status: 'answered', answer: result.answer });
    const deltas = events.filter((event) => event.type === 'text-delta');
    expect(deltas.length).toBeGreaterThan(5);
  });
});

describe('a model that answers the guardrail with a call', () => {
  it('has not declined: the question goes on', async () => {
    const call = { calls: [{ name: 'transfer_to_Data_Analyst', arguments: {} }] };
    const { backend } = await startBench({ api: 'chat', replies: [call, ...goodReplies.slice(1)] });
    const run = await backend.startRun({ question: 'What is the average salary by department, as a chart?' });

    expect(await run.result).toMatchObject({ status: 'answered', agentPath: ['Intake', 'Data Analyst'] });
  });
});
