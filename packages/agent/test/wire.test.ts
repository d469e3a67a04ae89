import { describe, expect, it } from 'vitest';
import { goodReplies, startBench } from './support/backend.js';

interface FunctionSchema {
  name: string;
  strict: boolean;
  parameters: { properties: Record<string, unknown>; required: string[]; additionalProperties: boolean };
}

describe('what the model is sent', () => {
  it('has strict schemas, and the synthetic nulls never reach the server', async () => {
    const { backend, model, behaviour } = await startBench({ replies: goodReplies });
    await (
      await backend.startRun({ question: 'What is the average salary by department?' })
    ).result;

    const tools = model.requests[2]?.body.tools as { function: FunctionSchema }[];
    expect(tools.map((tool) => tool.function.name)).toEqual([
      'list_datasets',
      'describe_dataset',
      'run_analysis',
      'transfer_to_Report_Writer',
    ]);
    // The last is the SDK's own, for the handoff.
    for (const { function: tool } of tools.slice(0, 3)) {
      expect(tool.strict).toBe(true);
      expect(tool.parameters.additionalProperties).toBe(false);
      expect(tool.parameters.required).toEqual(Object.keys(tool.parameters.properties));
    }
    expect(tools[2]?.function.parameters.properties['datasets']).toHaveProperty('anyOf');
    const analysis = behaviour.seen.find((call) => call.tool === 'run_analysis');
    expect(Object.keys(analysis?.args ?? {})).toEqual(['code']);
  });

  it('is the short text of a result, and not the whole table', async () => {
    const { backend, model } = await startBench({ replies: goodReplies });
    const run = await backend.startRun({ question: 'What is the average salary by department, as a chart?' });
    const { steps } = await run.result;

    const last = JSON.stringify(model.requests.at(-1)?.body.messages);
    expect(last).toContain('shown');
    expect(last).not.toContain('dtype\\\\\\":\\\\\\"f64\\\\\\"}],\\\\\\"data');
    expect(steps.at(-1)?.result).toHaveProperty('table.data');
    expect(last).not.toContain('durationMs');
  });

  it('lists the tools once for several turns', async () => {
    const { backend, behaviour } = await startBench({ replies: goodReplies });
    await (
      await backend.startRun({ question: 'What is the average salary by department?' })
    ).result;
    expect(behaviour.lists).toBe(1);
  });
});
