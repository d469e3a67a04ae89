import type { CallToolResult } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { limits } from '../../limits.js';
import { errorResult, jsonResult } from '../results.js';
import { datasetProfile } from '../schemas.js';
import { safely, type AnalysisSandbox, type DataTool } from './tool.js';

/** `describe_dataset`: one dataset in full. */
export const describeDataset: DataTool = {
  name: 'describe_dataset',
  register: (server, { sandbox }) => {
    server.registerTool(
      describeDataset.name,
      {
        title: 'Describe a dataset',
        description:
          'Describes one dataset: per column its type, nulls, distinct values, minimum, maximum, mean and sample values (all values where they are few), and the first rows. Read it before writing a program, for the exact spelling of columns and values.',
        inputSchema: z.object({
          dataset: z
            .string()
            .min(1)
            .max(limits.nameCharacters)
            .describe('The name of a dataset, as list_datasets gives it'),
        }),
        outputSchema: datasetProfile,
        annotations: {
          readOnlyHint: true,
          destructiveHint: false,
          idempotentHint: true,
          openWorldHint: false,
        },
      },
      ({ dataset }) => safely(describeDataset.name, () => describe(sandbox, dataset)),
    );
  },
};

function describe(sandbox: AnalysisSandbox, dataset: string): CallToolResult {
  const profile = sandbox.describe(dataset);
  if (profile) return jsonResult(profile);
  const names = sandbox.datasets().map(({ name }) => name);
  return errorResult(
    {
      code: 'dataset-unknown',
      message: `There is no dataset ${JSON.stringify(dataset)}.`,
      hint: `Use one of these names: ${names.join(', ')}`,
    },
    'rejected',
    false,
  );
}
