import { parseArgs } from 'node:util';
import type { Backend, RunError, RunEvent, RunResult } from '@sallyport/agent';
import { build } from './lib/build.js';
import { useMcpServer, type McpServerInUse } from './lib/mcp-server.js';
import { placesFrom } from './lib/places.js';
import { SavedReports } from './lib/saved-reports.js';
import { printEvent, printResult } from './lib/terminal.js';

const HELP = `Ask a question about the data, in a terminal.

  pnpm ask "What is the average salary by department?"
  pnpm ask "Sales by region in 2024, and save it as a report"
  pnpm ask --json "How many rainy days were there in March 2014?"
  pnpm ask --conversation ID "And by region?"

  --json              print one JSON object as the last line, and nothing but it on standard output
  --conversation ID   go on with a conversation (its id is printed after each answer)
  --help              this text

Exit codes: 0 answered, 3 declined, 1 failed.
`;

/** `pnpm ask`: the main job in a terminal: steps, code, table, answer. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      conversation: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const question = positionals.join(' ').trim();
  if (values.help || !question) {
    process.stdout.write(HELP);
    return values.help ? 0 : 1;
  }
  await build(['./packages/*', '@sallyport/mcp-server']);
  const places = placesFrom(process.env);
  const { ensureCertificates } = await import('@sallyport/certs');
  await ensureCertificates(places.certs);
  const server = await useMcpServer(places);
  try {
    return await askOn(server, { question, conversationId: values.conversation, json: values.json });
  } finally {
    await server.stop();
  }
}

interface Question {
  question: string;
  conversationId: string | undefined;
  json: boolean;
}

async function askOn(server: McpServerInUse, { question, conversationId, json }: Question): Promise<number> {
  const { createBackend } = await import('@sallyport/agent');
  const places = placesFrom(process.env);
  const backend = await createBackend({
    home: places.home,
    certs: places.certs,
    reports: places.reports,
    clientName: 'ask',
    mcpUrl: server.url,
    environment: process.env,
  });
  try {
    const saved = new SavedReports(places.reports);
    const result = await follow(backend, question, conversationId, (event) => {
      saved.take(event);
      if (!json) process.stdout.write(printEvent(event));
    });
    const reports = saved.files();
    if (json) process.stdout.write(`${JSON.stringify({ ...forScripts(result), reports })}\n`);
    else process.stdout.write(printResult(result, reports));
    return { answered: 0, declined: 3, failed: 1, stopped: 1 }[result.status];
  } finally {
    await backend.close();
  }
}

async function follow(
  backend: Backend,
  question: string,
  conversationId: string | undefined,
  onEvent: (event: RunEvent) => void,
): Promise<RunResult> {
  const run = await backend.startRun({ question, ...(conversationId ? { conversationId } : {}) });
  // Not `once`: the Agents SDK ends the process at a signal to which nobody else listens.
  process.on('SIGINT', () => run.stop());
  for await (const event of run.events()) onEvent(event);
  return run.result;
}

/** The documented shape of `--json`, with the identifiers that a follow-up needs. */
function forScripts(result: RunResult): Record<string, unknown> {
  const { answer, table, chart, steps, agentPath, model, usage, findings, status, conversationId, error } =
    result;
  return { answer, table, chart, steps, agentPath, model, usage, findings, status, conversationId, error };
}

/** A failure before there was a run, in the same shape: what happened and what to do. */
function failureForScripts(error: unknown): Record<string, unknown> {
  const { code = 'failed', remedy = 'Run it again without --json to see more.' } = error as Partial<RunError>;
  const message = error instanceof Error ? error.message : String(error);
  return {
    answer: '',
    steps: [],
    agentPath: [],
    findings: [],
    status: 'failed',
    error: { code, message, remedy },
  };
}

try {
  process.exitCode = await main();
} catch (error) {
  const { remedy } = error as Partial<RunError>;
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}${remedy ? `\n${remedy}` : ''}\n`,
  );
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(failureForScripts(error))}\n`);
  process.exitCode = 1;
}
