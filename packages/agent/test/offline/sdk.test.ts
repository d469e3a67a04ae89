import { Agent, Runner, tool } from '@openai/agents';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createOfflineModel, isDecline } from '../../src/offline/index.js';
import { catalog, profiles } from './support/fixtures.js';

/** The analyst behind an intake agent, on tools that answer from fixtures; `run` stands for the sandbox. */
function agents(run: (code: string) => unknown): Agent {
  const model = createOfflineModel();
  const tools = [
    tool({
      name: 'list_datasets',
      description: 'list',
      parameters: z.object({}),
      execute: () => JSON.stringify({ datasets: catalog }),
    }),
    tool({
      name: 'describe_dataset',
      description: 'describe',
      parameters: z.object({ dataset: z.string() }),
      execute: ({ dataset }) => JSON.stringify(profiles.find(({ name }) => name === dataset)),
    }),
    tool({
      name: 'run_analysis',
      description: 'run',
      parameters: z.object({ code: z.string(), datasets: z.array(z.string()).nullable() }),
      execute: ({ code }) => JSON.stringify(run(code)),
    }),
  ];
  const analyst = new Agent({ name: 'Data analyst', model, tools });
  return Agent.create({ name: 'Intake', model, handoffs: [analyst] });
}

const runner = new Runner({ tracingDisabled: true });
const counted = { table: { columns: ['count'], rows: [[42]], rowCount: 1, shown: 1 }, logs: [] };

describe('the offline analyst in the Agents SDK', () => {
  it('hands off, calls the tools in order and answers from the result', async () => {
    const result = await runner.run(
      agents(() => counted),
      'How many penguins are there?',
    );
    const calls = result.newItems.flatMap(({ rawItem }) =>
      rawItem?.type === 'function_call' ? [rawItem.name] : [],
    );
    expect(calls).toEqual(['transfer_to_Data_analyst', 'list_datasets', 'describe_dataset', 'run_analysis']);
    expect(result.finalOutput).toContain('**42** penguins');
    expect(result.newItems.some(isDecline)).toBe(false);
  });

  it('streams the same text that it ends with, and marks a decline on the item', async () => {
    const stream = await runner.run(
      agents(() => counted),
      'average shoe size of penguins',
      { stream: true },
    );
    let text = '';
    for await (const event of stream) {
      if (event.type === 'raw_model_stream_event' && event.data.type === 'output_text_delta')
        text += event.data.delta;
    }
    await stream.completed;
    expect(stream.finalOutput).toBe(text);
    expect(stream.newItems.filter(isDecline)).toHaveLength(1);
    expect(stream.history.filter(isDecline)).toHaveLength(1);
  });

  it('reads the error of a program, and tries a simpler one', async () => {
    const programs: string[] = [];
    const run = (code: string): unknown => {
      programs.push(code);
      const failed = {
        error: { code: 'bad-chart', message: 'This mark is not allowed.' },
        status: 'failed',
        ran: true,
      };
      return code.includes('chart(')
        ? failed
        : {
            table: { columns: ['Species', 'count'], rows: [['Adelie', 9]], rowCount: 1, shown: 1 },
            logs: [],
          };
    };
    const result = await runner.run(agents(run), 'penguins per species as a bar chart');
    expect(programs).toHaveLength(2);
    expect(result.finalOutput).toContain('Adelie: 9');
    expect(result.finalOutput).toContain('the chart could not be drawn');
  });

  it('says so when the programs keep failing', async () => {
    const run = (): unknown => ({
      error: { code: 'internal', message: 'The sandbox is not well.' },
      status: 'internal',
      ran: false,
    });
    const result = await runner.run(agents(run), 'penguins per species as a bar chart');
    expect(result.newItems.some(isDecline)).toBe(true);
    expect(result.finalOutput).toContain('The sandbox is not well.');
  });
});
