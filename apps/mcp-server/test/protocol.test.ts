import { describe, expect, it, vi } from 'vitest';
import { arrowBytes, gatedSandbox } from './support/gated-sandbox.js';
import { analysis, clientOf, startHouse, type House } from './support/house.js';
import { connectMcp, eras } from './support/mcp-client.js';

const names = ['list_datasets', 'describe_dataset', 'run_analysis'];

describe.each(eras)('a client of the %s era', (era) => {
  it('gets the tools in a stable order, each with title, schemas and annotations', async () => {
    const client = await connectMcp(await startHouse(), era);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(names);
    for (const tool of tools) {
      expect(tool).toMatchObject({
        title: expect.any(String),
        description: expect.any(String),
        inputSchema: { type: 'object' },
        outputSchema: { type: 'object' },
        annotations: { readOnlyHint: true, openWorldHint: false },
      });
    }
    expect((await client.listTools()).tools).toEqual(tools);
  });

  it('gets a structured result, and a readable error for arguments that do not fit', async () => {
    const client = await connectMcp(await startHouse(), era);
    expect(await client.callTool({ name: 'run_analysis', arguments: { code: '1' } })).toMatchObject({
      structuredContent: { value: '1', logs: [], truncated: false },
      content: [{ type: 'text', text: '{"value":"1"}' }],
    });
    const wrong = await client.callTool({ name: 'run_analysis', arguments: { code: 7 } });
    expect(wrong).toMatchObject({ isError: true });
    expect(JSON.stringify(wrong.content)).toContain('code');
    const unknown = await client.callTool({ name: 'describe_dataset', arguments: { dataset: 'nothing' } });
    expect(unknown).toMatchObject({ isError: true });
    expect(JSON.stringify(unknown.content)).toContain('dataset-unknown');
  });
});

describe.each(eras)('the whole table of a result, for a client of the %s era', (era) => {
  const uriOf = async (house: House): Promise<string> => {
    const client = await connectMcp(house, era);
    const { content } = await client.callTool({ name: 'run_analysis', arguments: { code: 'table' } });
    const link = content.find((part) => part.type === 'resource_link');
    expect(link).toMatchObject({
      mimeType: 'application/vnd.apache.arrow.stream',
      size: arrowBytes.length,
      description: expect.stringContaining('3 rows'),
    });
    return link?.uri ?? '';
  };

  it('is read by the link in the result', async () => {
    const house = await startHouse();
    const uri = await uriOf(house);
    const client = await connectMcp(house, era);
    expect(await client.readResource({ uri })).toMatchObject({
      contents: [{ uri, blob: Buffer.from(arrowBytes).toString('base64') }],
    });
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates).toMatchObject([{ uriTemplate: 'sallyport://results/{id}/table.arrow' }]);
  });

  it('is not there for another client, nor by another name, and the error says what to do', async () => {
    const house = await startHouse();
    const uri = await uriOf(house);
    const other = await connectMcp(house, era, 'ask');
    await expect(other.readResource({ uri })).rejects.toThrow(/expired.*Run the program again/);
    const client = await connectMcp(house, era);
    const unknown = 'sallyport://results/0/table.arrow';
    await expect(client.readResource({ uri: unknown })).rejects.toThrow(/expired/);
  });
});

describe('cancellation', () => {
  it('of a call stops its program, in the modern era by the word of the client', async () => {
    const house = await startHouse();
    const client = await connectMcp(house, 'modern');
    const abort = new AbortController();
    const call = client
      .callTool({ name: 'run_analysis', arguments: { code: 'wait' } }, { signal: abort.signal })
      .catch((error: unknown) => error);
    await vi.waitFor(() => expect(house.sandbox.waiting).toBe(1));
    abort.abort();
    await vi.waitFor(() => expect(house.sandbox.cancelled).toBe(1));
    expect(await call).toBeInstanceOf(Error);
  });

  it('of a call stops its program, in both eras when the request goes away', async () => {
    const house = await startHouse();
    const { fetch } = await clientOf(house.origin, house.certs);
    const abort = new AbortController();
    const call = fetch(house.server.url, { ...analysis('wait'), signal: abort.signal }).catch(
      (error: unknown) => error,
    );
    await vi.waitFor(() => expect(house.sandbox.waiting).toBe(1));
    abort.abort();
    await vi.waitFor(() => expect(house.sandbox.cancelled).toBe(1));
    expect(await call).toMatchObject({ name: 'AbortError' });
  });
});

describe('a fault of the server', () => {
  it('reaches the model without its text', async () => {
    const datasets = (): never => {
      throw new Error('cannot read /srv/secret/folder');
    };
    const client = await connectMcp(await startHouse({ sandbox: { ...gatedSandbox(), datasets } }), 'modern');
    const result = await client.callTool({ name: 'list_datasets', arguments: {} });
    expect(result).toMatchObject({ isError: true });
    expect(JSON.stringify(result)).toContain('internal-error');
    expect(JSON.stringify(result)).not.toContain('/srv');
  });
});

describe('authorisation by tool', () => {
  it('hides what is not open to the client, and refuses a call by name', async () => {
    const permits = ({ uri }: { uri: string }, tool: string): boolean =>
      uri.endsWith('/web') || tool !== 'run_analysis';
    const house = await startHouse({ permits });
    const tools = async (name: string): Promise<string[]> =>
      (await (await connectMcp(house, 'modern', name)).listTools()).tools.map((tool) => tool.name);
    expect(await tools('web')).toEqual(names);
    expect(await tools('ask')).toEqual(names.slice(0, 2));

    const ask = await connectMcp(house, 'modern', 'ask');
    expect(ask.getServerCapabilities()).not.toHaveProperty('resources');

    const { fetch } = await clientOf(house.origin, house.certs, 'ask');
    const response = await fetch(house.server.url, analysis('1'));
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: 'tool-not-authorised' } });
    expect(await house.refusals()).toMatchObject([
      { kind: 'mcp-refusal', identity: 'spiffe://sallyport/client/ask', tool: 'run_analysis' },
    ]);
  });
});
