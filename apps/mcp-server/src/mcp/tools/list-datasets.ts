import { z } from 'zod';
import { jsonResult } from '../results.js';
import { datasetList } from '../schemas.js';
import { safely, type DataTool } from './tool.js';

/** `list_datasets`: every dataset with its columns. */
export const listDatasets: DataTool = {
  name: 'list_datasets',
  register: (server, { sandbox }) => {
    server.registerTool(
      listDatasets.name,
      {
        title: 'List datasets',
        description:
          'Lists the datasets that can be analysed: name, title, description, number of rows, the name and type of each column, and what in its files could not be read. Start here.',
        inputSchema: z.object({}),
        outputSchema: datasetList,
        annotations: {
          readOnlyHint: true,
          destructiveHint: false,
          idempotentHint: true,
          openWorldHint: false,
        },
      },
      () => safely(listDatasets.name, () => jsonResult({ datasets: sandbox.datasets() })),
    );
  },
};
