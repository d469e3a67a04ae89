import type { CallToolResult } from '@modelcontextprotocol/server';
import { languageReference, type Output, type RunResult } from '@sallyport/sandbox';
import { z } from 'zod';
import { limits } from '../../limits.js';
import { log } from '../../log.js';
import { errorResult, runResult } from '../results.js';
import { keepTable, type TableLink } from '../result-tables.js';
import { analysisResult } from '../schemas.js';
import { safely, type DataTool, type ToolContext } from './tool.js';

const description = `Runs a program over the datasets and gives back what it shows and its last value: tables, charts and values. It can only read the datasets: no files, no network, no state between runs. Compute every figure of an answer with it. On an error, read the message and the hint, correct the program and run it again.

${languageReference()}`;

/** `run_analysis`: runs a program in the sandbox. */
export const runAnalysis: DataTool = {
  name: 'run_analysis',
  register: (server, context) => {
    server.registerTool(
      runAnalysis.name,
      {
        title: 'Run an analysis',
        description,
        inputSchema: z.object({
          code: z.string().min(1).max(limits.codeCharacters).describe('The program'),
          datasets: z
            .array(z.string().min(1).max(limits.nameCharacters))
            .max(limits.datasets)
            .optional()
            .describe('The only datasets that the program may read; all of them unless given'),
        }),
        outputSchema: analysisResult,
        annotations: {
          readOnlyHint: true,
          destructiveHint: false,
          idempotentHint: true,
          openWorldHint: false,
        },
      },
      ({ code, datasets }, { mcpReq }) =>
        safely(runAnalysis.name, () => analyse(context, { code, datasets }, mcpReq.signal)),
    );
  },
};

async function analyse(
  context: ToolContext,
  { code, datasets }: { code: string; datasets?: string[] | undefined },
  cancelled: AbortSignal,
): Promise<CallToolResult> {
  const run = await context.sandbox.run(code, {
    ...(datasets ? { datasets } : {}),
    signal: context.signal ? AbortSignal.any([cancelled, context.signal]) : cancelled,
    session: context.client.uri,
    arrow: true,
  });
  if (run.status === 'ok') return runResult(run, await linksOf(context, run.output.outputs));
  recordRun(context, run);
  return errorResult({ ...run.error }, run.status, run.ran);
}

/** Links to the whole of each table that the sandbox gave as Arrow. */
async function linksOf(context: ToolContext, outputs: readonly Output[]): Promise<TableLink[]> {
  const links: TableLink[] = [];
  // One after the other, so that the order of their age is that of the outputs.
  for (const [index, output] of outputs.entries()) {
    if (output.kind !== 'table' || output.arrow === undefined) continue;
    const link = await keepTable(context, output.arrow, output.title ?? `Result ${index + 1}`);
    if (link) links.push(link);
  }
  return links;
}

/** What the sandbox stopped is an event; a program that failed by itself is not. */
function recordRun({ audit, client }: ToolContext, run: Exclude<RunResult, { status: 'ok' }>): void {
  if (run.status === 'failed') return;
  try {
    audit.append({
      kind: 'sandbox',
      action: run.status === 'internal' ? 'record' : 'block',
      source: 'mcp-server',
      tool: runAnalysis.name,
      identity: client.uri,
      message: `A program was stopped (${run.status}): ${run.error.code}.`,
      data: { status: run.status, code: run.error.code, ran: run.ran, durationMs: run.durationMs },
    });
  } catch (error) {
    log('audit-failed', { message: error instanceof Error ? error.message : String(error) });
  }
}
