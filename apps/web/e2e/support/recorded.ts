import type { AnalystMessageChunk, BackendStatus, DatasetProfile, DatasetSummary } from '@sallyport/agent';

/** A program as the embedded analyst writes them. */
const program = `const frame = pl.scan('employees');
return frame
  .groupBy('department')
  .agg(pl.col('salary').mean().alias('average salary'), pl.len().alias('employees'))
  .sort('average salary', { descending: true })
  .collect();`;

const departments = [
  'Engineering',
  'Product',
  'Finance',
  'Legal',
  'Marketing',
  'Sales',
  'Design',
  'Support',
  'Operations',
  'People',
  'Research',
  'Security',
];
const salaries = departments.map((_, index) => 98_412.456 - index * 3_871.25);

const table = {
  columns: [
    { name: 'department', dtype: 'str' },
    { name: 'average salary', dtype: 'f64' },
    { name: 'employees', dtype: 'u32' },
  ],
  data: [departments, salaries, departments.map((_, index) => 81 - index * 4)],
  rowCount: departments.length,
  truncated: false,
};

const chart = {
  spec: {
    title: 'Average salary by department',
    mark: 'bar',
    encoding: {
      x: { field: 'department', type: 'nominal', sort: '-y' },
      y: { field: 'average salary', type: 'quantitative' },
    },
    data: {
      values: departments.map((department, index) => ({
        department,
        'average salary': salaries[index] ?? 0,
      })),
    },
  },
};

/** Answers of the route handlers, as they were recorded, for the states that a healthy server does not show. */
export const recorded = {
  status: {
    model: { kind: 'embedded', name: 'sallyport-offline-analyst' },
    mcp: {
      url: 'https://localhost:8443/mcp',
      reachable: true,
      clientName: 'web',
      peer: {
        subject: 'CN=mcp-server',
        issuer: 'CN=Sallyport local CA',
        subjectAltNames: ['DNS:localhost', 'DNS:mcp-server', 'URI:spiffe://sallyport/server/mcp-server'],
        fingerprint256:
          'A1:B2:C3:D4:E5:F6:07:18:29:3A:4B:5C:6D:7E:8F:90:A1:B2:C3:D4:E5:F6:07:18:29:3A:4B:5C:6D:7E:8F:90',
        validFrom: '2026-11-01T00:00:00.000Z',
        validTo: '2099-01-01T00:00:00.000Z',
        protocol: 'TLSv1.3',
      },
      tools: ['list_datasets', 'describe_dataset', 'run_analysis'],
      withheldTools: [],
    },
    preset: 'strict',
    auditFolder: '.sallyport/audit',
    reportsFolder: 'reports',
  } satisfies BackendStatus,
  datasets: [
    { name: 'employees', rows: 620, synthetic: true },
    { name: 'sales', rows: 24_000, synthetic: true },
    { name: 'seattle-weather', rows: 1_461, synthetic: false },
    { name: 'penguins', rows: 344, synthetic: false },
  ].map(({ name, rows, synthetic }): DatasetSummary => ({
    name,
    rows,
    synthetic,
    title: name,
    description: `The ${name} dataset.`,
    columns: table.columns,
    file: `${name}.csv`,
    source: 'https://example.org/data',
    licence: 'CC0-1.0',
  })),
  profile: {
    name: 'employees',
    title: 'Employees',
    description: 'One row per member of staff, with department, role, salary and start date.',
    rows: 620,
    synthetic: true,
    file: 'employees.csv',
    source: 'https://example.org/data',
    licence: 'CC0-1.0',
    columns: [
      { name: 'department', dtype: 'str', nulls: 0, distinct: 12, samples: departments },
      {
        name: 'average salary',
        dtype: 'f64',
        nulls: 3,
        distinct: 600,
        min: 31_000.5,
        max: 182_400.25,
        samples: [],
      },
      { name: 'employees', dtype: 'u32', nulls: 0, distinct: 12, min: 1, max: 81, samples: [] },
    ],
    head: { ...table, data: table.data.map((column) => column.slice(0, 5)), rowCount: 5 },
  } satisfies DatasetProfile,
  suggestions: [
    'What is the average salary per department?',
    'How many weather events were there in July 2014?',
    'What were the total sales in Q1 2023?',
    'Show the body mass of penguins by species as a bar chart',
  ],
};

type Finding = Extract<AnalystMessageChunk, { type: 'data-finding' }>['data'];

/** A finding of the guard in the result of a call. */
function recordedFinding(callId: string): Finding {
  return {
    eventId: 'event-1',
    action: 'strip',
    server: 'analyst',
    tool: 'run_analysis',
    callId,
    finding: {
      rule: 'prompt-injection/override',
      title: 'Instructions hidden in a result',
      category: 'prompt-injection',
      severity: 'high',
      confidence: 0.93,
      direction: 'server-to-client',
      surface: 'result',
      pointer: '/result/content/0/text',
      target: 'value',
      start: 0,
      end: 10,
      excerpt: 'igno…ns',
      view: 'raw',
      why: 'The text tells its reader to set earlier instructions aside.',
      remedy: 'Look at the named cell in the dataset and remove the text.',
      references: ['OWASP LLM01'],
    },
  };
}

interface Recording {
  text: string;
  withChart?: boolean;
  withFinding?: boolean;
  withFailure?: boolean;
  end?: Extract<AnalystMessageChunk, { type: 'data-run' }>['data'];
}

const model = recorded.status.model;

/** The body of an answer's event stream. */
export function recordedStream({ text, withChart, withFinding, withFailure, end }: Recording): string {
  const run = { runId: 'run-1', conversationId: 'conversation-1' };
  const chunks: AnalystMessageChunk[] = [
    { type: 'start', messageId: run.runId, messageMetadata: { model } },
    { type: 'start-step' },
    { type: 'data-run', id: run.runId, data: { ...run, status: 'running' } },
    { type: 'data-agent', data: { agent: 'intake' } },
    { type: 'data-agent', data: { agent: 'data-analyst' } },
    ...call('call-0', 'list_datasets', {}, { datasets: recorded.datasets }, 12),
    ...call('call-1', 'describe_dataset', { dataset: 'employees' }, recorded.profile, 21),
    ...(withFailure ? failedCall() : []),
    ...call(
      'call-2',
      'run_analysis',
      { code: program },
      { table, logs: ['620 rows'], durationMs: 87, truncated: false, ...(withChart ? { chart } : {}) },
      142,
    ),
    ...(withFinding ? [{ type: 'data-finding' as const, data: recordedFinding('call-2') }] : []),
    { type: 'text-start', id: 'text-1' },
    ...text.split(/(?<= )/).map((delta) => ({ type: 'text-delta' as const, id: 'text-1', delta })),
    { type: 'text-end', id: 'text-1' },
    { type: 'data-run', id: run.runId, data: end ?? { ...run, status: 'answered' } },
    { type: 'finish-step' },
    { type: 'finish', finishReason: 'stop' },
  ];
  return `${chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('')}data: [DONE]\n\n`;
}

function failedCall(): AnalystMessageChunk[] {
  const error = {
    code: 'unknown-column',
    message: 'The dataset “employees” has no column “salry”.',
    line: 3,
    column: 16,
    snippet: "  .agg(pl.col('salry').mean())\n              ^",
    hint: 'Its columns are department, average salary, employees.',
    didYouMean: ['salary'],
  };
  return call('call-f', 'run_analysis', { code: program.replace("'salary'", "'salry'") }, { error }, 44);
}

function call(
  id: string,
  tool: string,
  input: unknown,
  output: unknown,
  durationMs: number,
): AnalystMessageChunk[] {
  return [
    { type: 'tool-input-available', toolCallId: id, toolName: tool, input, dynamic: true },
    { type: 'tool-output-available', toolCallId: id, output, dynamic: true, toolMetadata: { durationMs } },
  ];
}
