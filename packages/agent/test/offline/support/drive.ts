import type { AgentInputItem, Model, ModelRequest } from '@openai/agents';
import type { Sandbox, RunResult } from '@sallyport/sandbox';
import { createOfflineModel, declineReason } from '../../../src/offline/index.js';

/** One turn of the analyst: what it said, what it called, and the last table that came back. */
export interface DrivenTurn {
  answer: string;
  declined?: string;
  programs: string[];
  calls: string[];
  results: RunResult[];
  items: AgentInputItem[];
}

const tool = (name: string): ModelRequest['tools'][number] => ({
  type: 'function',
  name,
  description: name,
  parameters: { type: 'object', properties: {}, required: [], additionalProperties: false },
  strict: true,
});

const tools = ['list_datasets', 'describe_dataset', 'run_analysis'].map(tool);
const maximumSteps = 12;

/** The compact text that the MCP server gives a model for a result. */
function resultText(result: RunResult): string {
  if (result.status !== 'ok')
    return JSON.stringify({ error: result.error, status: result.status, ran: result.ran });
  const { table, value, chart } = result.output;
  const rows =
    table === undefined
      ? []
      : Array.from({ length: Math.min(20, table.data[0]?.length ?? 0) }, (_, row) =>
          table.data.map((column) => column[row] ?? null),
        );
  return JSON.stringify({
    ...(table === undefined
      ? {}
      : {
          table: {
            columns: table.columns.map(({ name }) => name),
            rows,
            rowCount: table.rowCount,
            shown: rows.length,
          },
        }),
    ...(value === undefined ? {} : { value }),
    ...(chart === undefined ? {} : { chart: { mark: chart.spec['mark'] } }),
    logs: result.logs,
    truncated: result.truncated,
  });
}

export type CallTool = (
  name: string,
  given: Record<string, unknown>,
) => Promise<{ text: string; result?: RunResult }>;

/** The analyst's three tools, on a real sandbox. */
export function sandboxTools(sandbox: Sandbox): CallTool {
  return async (name, given) => {
    if (name === 'list_datasets') return { text: JSON.stringify({ datasets: sandbox.datasets() }) };
    if (name === 'describe_dataset')
      return {
        text: JSON.stringify(
          sandbox.describe(String(given['dataset'])) ?? {
            error: { code: 'unknown-dataset', message: 'There is no such dataset.' },
          },
        ),
      };
    const result = await sandbox.run(String(given['code']), { datasets: given['datasets'] as string[] });
    return { text: resultText(result), result };
  };
}

async function respond(model: Model, input: AgentInputItem[]): Promise<AgentInputItem[]> {
  const request: ModelRequest = {
    input,
    tools,
    handoffs: [],
    modelSettings: {},
    outputType: 'text',
    tracing: false,
  };
  let streamed = '';
  for await (const event of model.getStreamedResponse(request)) {
    if (event.type === 'output_text_delta') streamed += event.delta;
    if (event.type !== 'response_done') continue;
    const output = event.response.output as AgentInputItem[];
    const said = output
      .map((item) =>
        'content' in item && Array.isArray(item.content)
          ? item.content.map((part) => ('text' in part ? part.text : '')).join('')
          : '',
      )
      .join('');
    if (said !== streamed) throw new Error('the streamed text differs from the final one');
    return output;
  }
  throw new Error('the stream ended without a response');
}

/** Asks one question after the items of the turns before, and runs the tools that the model calls until it answers. */
export async function ask(
  callTool: CallTool,
  question: string,
  before: readonly AgentInputItem[] = [],
): Promise<DrivenTurn> {
  const model = createOfflineModel();
  const turn: DrivenTurn = {
    answer: '',
    programs: [],
    calls: [],
    results: [],
    items: [...before, { role: 'user', content: question }],
  };
  for (let step = 0; step < maximumSteps; step += 1) {
    const output = await respond(model, turn.items);
    turn.items.push(...output);
    const message = output.find((item) => 'role' in item && item.role === 'assistant');
    if (message !== undefined && 'content' in message && Array.isArray(message.content)) {
      turn.answer = message.content.map((part) => ('text' in part ? part.text : '')).join('');
      const reason = declineReason(message);
      return { ...turn, ...(reason === undefined ? {} : { declined: reason }) };
    }
    for (const item of output) {
      if (item.type !== 'function_call') continue;
      const given = JSON.parse(item.arguments) as Record<string, unknown>;
      turn.calls.push(item.name);
      if (typeof given['code'] === 'string') turn.programs.push(given['code']);
      const { text, result } = await callTool(item.name, given);
      if (result !== undefined) turn.results.push(result);
      turn.items.push({
        type: 'function_call_result',
        name: item.name,
        callId: item.callId,
        status: 'completed',
        output: { type: 'text', text },
      });
    }
  }
  throw new Error(`no answer after ${maximumSteps} steps to: ${question}`);
}
