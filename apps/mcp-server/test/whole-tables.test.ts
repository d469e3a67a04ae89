import { createSandbox } from '@sallyport/sandbox';
import { temporaryFolder } from '@sallyport/testing';
import { expect, it, onTestFinished } from 'vitest';
import { certificates, startHouse } from './support/house.js';
import { connectMcp } from './support/mcp-client.js';

it('gives every table of a program a link to the whole of it', async () => {
  const sandbox = await createSandbox({
    cacheFolder: temporaryFolder(),
    poolSize: 1,
    limits: { wallMs: 60_000 },
  });
  onTestFinished(() => sandbox.close());
  const client = await connectMcp(await startHouse({ sandbox }), 'modern');
  const code = `const n = pl.DataFrame({ n: Array.from({ length: 3000 }, (_, index) => index) });
display(n, 'All');
({ last: n.tail(1), note: 'x' })`;
  const { content, structuredContent } = await client.callTool({ name: 'run_analysis', arguments: { code } });
  expect(structuredContent).toMatchObject({
    table: { rowCount: 3000, truncated: true },
    outputs: [
      { kind: 'table', title: 'All' },
      { kind: 'table', title: 'last', table: { data: [[2999]] } },
      { kind: 'value', value: { note: 'x' } },
    ],
  });
  const links = content.filter((part) => part.type === 'resource_link');
  expect(links.map(({ title }) => title)).toEqual(['All', 'last']);
  for (const { uri, size } of links) {
    const [part] = (await client.readResource({ uri })).contents;
    const bytes = Buffer.from(part !== undefined && 'blob' in part ? part.blob : '', 'base64');
    expect(bytes).toHaveLength(size ?? Number.NaN);
    // A stream of Arrow begins with a continuation mark.
    expect(bytes.readUInt32LE(0)).toBe(0xffff_ffff);
  }
  // 3,000 integers of 64 bits.
  expect(links[0]?.size).toBeGreaterThan(24_000);
});

it('gives a table that another replica has made, to the client that made it', async () => {
  const sandbox = await createSandbox({ cacheFolder: temporaryFolder(), poolSize: 1 });
  onTestFinished(() => sandbox.close());
  const [certs, results] = [await certificates(), temporaryFolder()];
  const one = await connectMcp(await startHouse({ sandbox, certs, results }), 'modern');
  const code = 'pl.DataFrame({ n: [1, 2, 3] })';
  const { content } = await one.callTool({ name: 'run_analysis', arguments: { code } });
  const uri = content.find((part) => part.type === 'resource_link')?.uri ?? '';
  const second = await startHouse({ sandbox, certs, results });
  const read = await (await connectMcp(second, 'modern')).readResource({ uri });
  expect(read.contents).toHaveLength(1);
  const other = await connectMcp(second, 'modern', 'ask');
  await expect(other.readResource({ uri })).rejects.toThrow(/not there/);
});
