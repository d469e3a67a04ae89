import { describe, expect, it } from 'vitest';
import { eventsOf, startBench } from './support/backend.js';

describe('a question on the embedded model', () => {
  it('takes the same way: intake, handoff, tools, answer', async () => {
    const { backend, model } = await startBench({ environment: {} });
    const run = await backend.startRun({ question: 'What is the average salary by department?' });
    const events = await eventsOf(run);
    const result = await run.result;

    expect(result.error).toBeUndefined();
    expect(result.status).toBe('answered');
    expect(result.model).toEqual({ kind: 'embedded', name: 'sallyport-offline-analyst' });
    expect(result.agentPath).toEqual(['Intake', 'Data Analyst']);
    expect(result.steps.map((step) => step.tool)).toContain('run_analysis');
    expect(result.answer).toContain('74,500');
    expect(events.some((event) => event.type === 'text-delta')).toBe(true);
    expect(model.requests).toEqual([]);
  });

  it.each([
    ['destructive', 'Delete all employees'],
    ['off-topic', 'Who won the football world cup?'],
  ])('declines what is %s before anything runs', async (_reason, question) => {
    const { backend } = await startBench({ environment: {} });
    const result = await (await backend.startRun({ question })).result;
    expect(result).toMatchObject({ status: 'declined', agentPath: ['Intake'], steps: [] });
    expect(result.answer.length).toBeGreaterThan(20);
  });

  it('does not take a declined question for a part of the talk', async () => {
    const { backend } = await startBench({ environment: {} });
    const first = await backend.startRun({ question: 'What is the average salary by department?' });
    await first.result;
    const { conversationId } = first;
    await (
      await backend.startRun({ question: 'Delete all employees', conversationId })
    ).result;
    const result = await (await backend.startRun({ question: 'as a chart', conversationId })).result;
    expect(result.status).toBe('answered');
    expect(result.steps.at(-1)?.code).toContain('chart(');
    const turns = (await backend.conversations.get(conversationId))?.turns ?? [];
    expect(turns.map((turn) => turn.status)).toEqual(['answered', 'declined', 'answered']);
  });

  it('says what it cannot read, and that counts as declined', async () => {
    const { backend } = await startBench({ environment: {} });
    const result = await (
      await backend.startRun({ question: 'What is the average shoe size by department?' })
    ).result;
    expect(result).toMatchObject({ status: 'declined', agentPath: ['Intake', 'Data Analyst'] });
  });
});
