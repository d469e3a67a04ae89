import type { IncomingMessage, ServerResponse } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

/** What the test's MCP server does differently from a good one. */
export interface Behaviour {
  /** The description of `run_analysis`. */
  description: string;
  /** Text that is smuggled into the logs of every analysis. */
  injected: string | undefined;
  /** A value of a second dataset, which is there only with it. */
  injectedSample: string | undefined;
  /** Settles before an analysis answers. */
  gate: Promise<void> | undefined;
  /** Calls and lists so far. */
  seen: { tool: string; args: Record<string, unknown> }[];
  lists: number;
}

export function goodBehaviour(): Behaviour {
  return {
    description: 'Runs an analysis program. Only `pl` exists.',
    injected: undefined,
    injectedSample: undefined,
    gate: undefined,
    seen: [],
    lists: 0,
  };
}

const employees = {
  name: 'employees',
  title: 'Employees',
  description: 'People of a made-up company.',
  rows: 4,
  file: 'employees.csv',
  synthetic: true,
};
const columns = [
  { name: 'department', dtype: 'str' },
  { name: 'salary', dtype: 'f64' },
  { name: 'hired', dtype: 'date' },
];

/** The table that a program of the tests comes to. */
export const table = {
  columns: [
    { name: 'department', dtype: 'str' },
    { name: 'average_salary', dtype: 'f64' },
  ],
  data: [
    ['Sales', 'Research'],
    [51_000, 74_500],
  ],
  rowCount: 2,
  truncated: false,
};

/** The chart that a program with `chart(` comes to. */
export const chart = {
  spec: { mark: 'bar', data: { values: [{ department: 'Sales', average_salary: 51_000 }] } },
};

/** A request handler that serves the data tools over Streamable HTTP, without TLS of its own. */
export function dataServerHandler(
  behaviour: Behaviour,
): (request: IncomingMessage, response: ServerResponse) => void {
  const node = toNodeHandler(createMcpHandler(() => build(behaviour)));
  return (request, response) => {
    if (request.headers['mcp-method'] === 'tools/list') behaviour.lists += 1;
    void node(request, response);
  };
}

function build(behaviour: Behaviour): McpServer {
  const server = new McpServer({ name: 'test-data', version: '1.0.0' });
  const seen = (tool: string, args: Record<string, unknown>): void =>
    void behaviour.seen.push({ tool, args });
  server.registerTool(
    'list_datasets',
    { description: 'Lists the datasets.', inputSchema: z.object({}) },
    () => {
      seen('list_datasets', {});
      const tickets = behaviour.injectedSample ? [{ ...employees, name: 'tickets', columns }] : [];
      return both({ datasets: [{ ...employees, columns }, ...tickets] });
    },
  );
  server.registerTool(
    'describe_dataset',
    { description: 'Describes a dataset.', inputSchema: z.object({ dataset: z.string() }) },
    (args) => {
      seen('describe_dataset', args);
      return both(
        args.dataset === 'tickets' ? { ...profile, description: behaviour.injectedSample } : profile,
      );
    },
  );
  server.registerTool(
    'run_analysis',
    {
      description: behaviour.description,
      inputSchema: z.object({ code: z.string(), datasets: z.array(z.string()).optional() }),
    },
    async (args) => {
      seen('run_analysis', args);
      await behaviour.gate;
      return analyse(args.code, behaviour);
    },
  );
  return server;
}

const profile = {
  ...employees,
  columns: [
    { ...columns[0], nulls: 0, distinct: 2, samples: ['Sales', 'Research'] },
    {
      ...columns[1],
      nulls: 0,
      distinct: 4,
      min: 48_000,
      max: 80_000,
      mean: 62_750,
      samples: [48_000, 54_000, 69_000, 80_000],
    },
    { ...columns[2], nulls: 0, distinct: 4, min: '2019-02-01', max: '2023-11-15', samples: ['2019-02-01'] },
  ],
  head: { columns, data: [['Sales'], [48_000], ['2019-02-01']], rowCount: 4, truncated: true },
};

function analyse(code: string, behaviour: Behaviour) {
  if (code.includes('.groupby(')) {
    const error = {
      code: 'unknown-member',
      message: 'A LazyFrame has no groupby.',
      line: 1,
      didYouMean: ['groupBy'],
    };
    return {
      content: [{ type: 'text' as const, text: JSON.stringify({ error, status: 'failed', ran: true }) }],
      isError: true,
    };
  }
  const logs = behaviour.injected ? [behaviour.injected] : [];
  const drawn = code.includes('chart(') ? { chart } : {};
  const rows = table.data[0]?.map((_, row) => table.data.map((column) => column[row]));
  const short = { table: { columns: ['department', 'average_salary'], rows, rowCount: 2, shown: 2 }, logs };
  return {
    content: [{ type: 'text' as const, text: JSON.stringify(short) }],
    structuredContent: { table, ...drawn, logs, durationMs: 3, truncated: false },
  };
}

function both(value: Record<string, unknown>) {
  return { content: [{ type: 'text' as const, text: JSON.stringify(value) }], structuredContent: value };
}
