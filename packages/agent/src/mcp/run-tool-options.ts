import type { MCPToolCustomDataExtractor, MCPToolErrorFunction } from '@openai/agents';
import { callReportKey } from './call-scope.js';

/**
 * What a run is told of a result besides its text. With an extractor the SDK asks for the whole result; without
 * `useStructuredContent` the model reads the short text.
 */
export const reportToRun: MCPToolCustomDataExtractor = ({ resultMeta, structuredContent, isError }) => ({
  report: resultMeta?.[callReportKey] ?? null,
  structuredContent: structuredContent ?? null,
  isError: isError === true,
});

/** A failure of the connection ends the run with its own error; the model could do nothing about it. */
export const endRunOnFailure: MCPToolErrorFunction = ({ error }) => {
  if (error instanceof SyntaxError || (error instanceof Error && error.name === 'InvalidToolInputError')) {
    return JSON.stringify({
      error: { code: 'invalid-arguments', message: 'The arguments are not valid JSON.' },
    });
  }
  throw error;
};
