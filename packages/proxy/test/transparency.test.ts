import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it } from 'vitest';
import { sallyportCommand } from '../src/index.js';
import {
  connectNew,
  connectOld,
  transcriptOf,
  type Connected,
  type ServerStart,
} from './support/transcript.js';

const require = createRequire(import.meta.url);
const fileOf = (name: string) => require.resolve(`@modelcontextprotocol/server-${name}/dist/index.js`);

interface Server {
  name: string;
  args: (folder: string) => string[];
  calls: (folder: string) => Record<string, object>;
}

const servers: readonly Server[] = [
  {
    name: 'everything',
    args: () => ['stdio'],
    calls: () => ({
      echo: { message: 'hello' },
      'get-sum': { a: 2, b: 3 },
      'get-annotated-message': { messageType: 'success', includeImage: true },
      'get-resource-links': { count: 3 },
      'get-resource-reference': { resourceType: 'Text', resourceId: 1 },
      'get-structured-content': { location: 'New York' },
      'gzip-file-as-resource': { name: 'a.gz', data: 'data:text/plain,hello', outputType: 'resource' },
      'trigger-long-running-operation': { duration: 0.3, steps: 3 },
      'trigger-sampling-request': { prompt: 'Say something.', maxTokens: 10 },
      'trigger-elicitation-request': {},
      'simulate-research-query': { topic: 'tea', ambiguous: false },
    }),
  },
  {
    name: 'filesystem',
    args: (folder) => [folder],
    calls: (folder) => ({
      read_file: { path: join(folder, 'a.txt') },
      read_text_file: { path: join(folder, 'a.txt') },
      read_multiple_files: { paths: [join(folder, 'a.txt'), join(folder, 'none.txt')] },
      write_file: { path: join(folder, 'b.txt'), content: 'two' },
      edit_file: { path: join(folder, 'a.txt'), edits: [{ oldText: 'one', newText: 'uno' }] },
      create_directory: { path: join(folder, 'sub') },
      list_directory: { path: folder },
      directory_tree: { path: folder },
      search_files: { path: folder, pattern: '*.txt' },
      move_file: { source: join(folder, 'b.txt'), destination: join(folder, 'c.txt') },
    }),
  },
  {
    name: 'memory',
    args: () => [],
    calls: () => ({
      create_entities: {
        entities: [{ name: 'Ada', entityType: 'person', observations: ['wrote programs'] }],
      },
      create_relations: { relations: [{ from: 'Ada', to: 'engine', relationType: 'programmed' }] },
      add_observations: { observations: [{ entityName: 'Ada', contents: ['likes tea'] }] },
      search_nodes: { query: 'Ada' },
      open_nodes: { names: ['Ada'] },
    }),
  },
  {
    name: 'sequential-thinking',
    args: () => [],
    calls: () => ({
      sequentialthinking: { thought: 'First.', nextThoughtNeeded: false, thoughtNumber: 1, totalThoughts: 1 },
    }),
  },
];

/** One folder per run, with the same content; its name is left out of the transcript. */
async function transcript(
  server: Server,
  connect: (start: ServerStart) => Promise<Connected>,
  isThroughProxy: boolean,
): Promise<string[]> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.txt'), 'one\n');
  const memory = { MEMORY_FILE_PATH: join(folder, 'memory.json') };
  const own = [fileOf(server.name), ...server.args(folder)];
  const proxy = [
    sallyportCommand,
    'mcp',
    'proxy',
    '--preset',
    'strict',
    '--env',
    'MEMORY_FILE_PATH',
    '--',
    process.execPath,
  ];
  const home: Record<string, string> = isThroughProxy ? { SALLYPORT_HOME: temporaryFolder() } : {};
  const connected = await connect({
    command: process.execPath,
    args: isThroughProxy ? [...proxy, ...own] : own,
    env: { ...memory, ...home },
  });
  const lines = await transcriptOf(connected, server.calls(folder));
  await connected.client.close();
  return lines.map((line) => line.replaceAll(folder, 'FOLDER'));
}

describe.each([
  ['1.x', connectOld],
  ['2.x', connectNew],
] as const)('the official client of the %s line', (_, connect) => {
  it.each(servers.map((server) => [server.name, server] as const))(
    'sees the same of %s with and without the proxy',
    async (_name, server) => {
      const direct = await transcript(server, connect, false);
      const through = await transcript(server, connect, true);
      expect(through).toEqual(direct);
      expect(direct.length).toBeGreaterThan(3);
    },
  );

  it('can cancel a call, and goes on', async () => {
    const start = {
      command: process.execPath,
      args: [
        sallyportCommand,
        'mcp',
        'proxy',
        '-p',
        'strict',
        '--',
        process.execPath,
        fileOf('everything'),
        'stdio',
      ],
      env: { SALLYPORT_HOME: temporaryFolder() },
    };
    const { client, call } = await connect(start);
    await client.listTools();
    const controller = new AbortController();
    const slow = call(
      'trigger-long-running-operation',
      { duration: 60, steps: 600 },
      { signal: controller.signal, onprogress: () => controller.abort() },
    );
    await expect(slow).rejects.toThrow(/abort/i);
    expect(await call('echo', { message: 'still here' })).toMatchObject({
      content: [{ text: 'Echo: still here' }],
    });
    await client.close();
  });
});
