import { z } from 'zod';
import type { CallReport } from '../mcp/call-scope.js';
import type { ToolError, ToolOutput } from './types.js';

/** What the guarded server's extractor leaves on a tool output item. */
const customDataSchema = z.object({
  report: z
    .custom<CallReport>((value) => typeof value === 'object' && value !== null && 'durationMs' in value)
    .nullish(),
  structuredContent: z.record(z.string(), z.unknown()).nullish(),
  isError: z.boolean(),
});

const errorSchema = z.looseObject({
  error: z.looseObject({
    code: z.string(),
    message: z.string(),
    line: z.number().optional(),
    column: z.number().optional(),
    snippet: z.string().optional(),
    hint: z.string().optional(),
    didYouMean: z.array(z.string()).optional(),
  }),
});

/** A tool's output as a run tells it. */
export interface ReadOutput {
  output: ToolOutput;
  isError: boolean;
  report: CallReport | undefined;
}

/**
 * Reads what the SDK keeps of a tool call: the whole structured result beside it, and the text that the model was given.
 *
 * @param customData what the guarded server added; absent where the call never reached it.
 * @param text what the model reads.
 */
export function readToolOutput(customData: unknown, text: unknown): ReadOutput {
  const parsed = customDataSchema.safeParse(customData);
  const data = parsed.success ? parsed.data : undefined;
  const report = data?.report ?? undefined;
  if (data?.structuredContent && !data.isError) {
    return { output: data.structuredContent, isError: false, report };
  }
  const words = textOf(text);
  if (data && !data.isError) return { output: { value: words }, isError: false, report };
  return { output: { ...errorMembers(words) }, isError: true, report };
}

/** The text of a tool's output, in whichever of the SDK's forms it comes. */
function textOf(output: unknown): string {
  if (typeof output === 'string') return output;
  if (Array.isArray(output)) return output.map(textOf).join('\n');
  if (typeof output === 'object' && output !== null && 'text' in output && typeof output.text === 'string') {
    return output.text;
  }
  return output === undefined ? '' : JSON.stringify(output);
}

function errorMembers(text: string): { error: ToolError } & Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  const known = errorSchema.safeParse(parsed);
  return known.success ? known.data : { error: { code: 'tool-failed', message: text || 'The tool failed.' } };
}
