import { ResourceNotFoundError, ResourceTemplate, type McpServer } from '@modelcontextprotocol/server';
import type { ArrowTable } from '@sallyport/sandbox';
import { limits } from '../limits.js';
import type { ToolContext } from './tools/tool.js';

/** Arrow IPC in its stream format. */
const mimeType = 'application/vnd.apache.arrow.stream';
const minutes = Math.round(limits.storedMs / 60_000);

/** A link to a table that its client can read for a while. */
export interface TableLink {
  type: 'resource_link';
  uri: string;
  name: string;
  title: string;
  description: string;
  mimeType: string;
  size: number;
}

/** Keeps a table for its client; `undefined` where it is too large to keep. */
export async function keepTable(
  { results, client }: ToolContext,
  { data, rows, rowCount }: ArrowTable,
  title: string,
): Promise<TableLink | undefined> {
  const id = await results.put(client.uri, data);
  if (id === undefined) return undefined;
  const part = rows < rowCount ? `The first ${rows} of ${rowCount} rows` : `All ${rowCount} rows`;
  return {
    type: 'resource_link',
    uri: `sallyport://results/${id}/table.arrow`,
    name: 'table.arrow',
    title,
    description: `${part}, as an Arrow IPC stream. It can be read for ${minutes} minutes.`,
    mimeType,
    size: data.byteLength,
  };
}

/** Lets a client read the tables that it was given links to. */
export function registerResultTables(server: McpServer, { results, client }: ToolContext): void {
  server.registerResource(
    'result-table',
    // Results are a client's own and short-lived: a list of them would only be out of date.
    new ResourceTemplate('sallyport://results/{id}/table.arrow', { list: undefined }),
    {
      title: 'The whole table of a result',
      description: `A table of run_analysis as an Arrow IPC stream, for ${minutes} minutes.`,
      mimeType,
    },
    async (uri, { id }) => {
      const data = typeof id === 'string' ? await results.get(client.uri, id) : undefined;
      if (data === undefined) {
        throw new ResourceNotFoundError(
          uri.href,
          `The result is not there: it has expired after ${minutes} minutes, or made room for newer ones. Run the program again.`,
        );
      }
      const blob = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64');
      return { contents: [{ uri: uri.href, mimeType, blob }] };
    },
  );
}
