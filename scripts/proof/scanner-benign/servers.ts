import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { BenignMessage } from './message.js';

const require = createRequire(import.meta.url);
const names = ['filesystem', 'everything', 'memory', 'sequential-thinking'] as const;
/** Resources and prompts of one server that are read. */
const mostReads = 25;

/** What the reference servers say of themselves, and what their prompts, resources and harmless tools answer. */
export async function serverMessages(): Promise<BenignMessage[]> {
  const messages: BenignMessage[] = [];
  for (const name of names) messages.push(...(await messagesOf(name)));
  return messages;
}

async function messagesOf(name: (typeof names)[number]): Promise<BenignMessage[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-benign-'));
  writeFileSync(join(folder, 'notes.txt'), 'Milk, bread, two lemons.\n');
  const client = new Client({ name: 'proof', version: '1.0.0' });
  const program = join(
    dirname(require.resolve(`@modelcontextprotocol/server-${name}/package.json`)),
    'dist/index.js',
  );
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [program, ...(name === 'filesystem' ? [folder] : [])],
    env: { MEMORY_FILE_PATH: join(folder, 'memory.jsonl') },
    stderr: 'ignore',
  });
  try {
    await client.connect(transport);
    return await readServer(client, name, folder);
  } finally {
    await client.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readServer(client: Client, server: string, folder: string): Promise<BenignMessage[]> {
  const messages: BenignMessage[] = [];
  const add = (what: string, result: unknown): void => {
    const message = { jsonrpc: '2.0', id: 1, result };
    messages.push({
      group: 'reference servers',
      name: `${server}: ${what}`,
      message,
      direction: 'server-to-client',
    });
  };
  const offers = client.getServerCapabilities();
  add('initialize', { serverInfo: client.getServerVersion(), instructions: client.getInstructions() });
  if (offers?.tools) {
    for (const tool of (await client.listTools()).tools) add(`tool ${tool.name}`, { tools: [tool] });
  }
  if (offers?.prompts) {
    for (const prompt of (await client.listPrompts()).prompts.slice(0, mostReads)) {
      add(`prompt ${prompt.name}`, { prompts: [prompt] });
      const given = (prompt.arguments ?? []).map((argument) => [argument.name, '1'] as const);
      const asked = client.getPrompt({ name: prompt.name, arguments: Object.fromEntries(given) });
      const got = await asked.catch(() => undefined);
      if (got) add(`prompt ${prompt.name}, read`, got);
    }
  }
  if (offers?.resources) {
    for (const template of (await client.listResourceTemplates()).resourceTemplates) {
      add(`template ${template.name}`, { resourceTemplates: [template] });
    }
    for (const resource of (await client.listResources()).resources.slice(0, mostReads)) {
      add(`resource ${resource.name}`, { resources: [resource] });
      add(`resource ${resource.name}, read`, await client.readResource({ uri: resource.uri }));
    }
  }
  for (const [name, args] of Object.entries(callsFor(server, folder))) {
    add(`call ${name}`, await client.callTool({ name, arguments: args }));
  }
  return messages;
}

/** Calls that change nothing outside the folder. */
function callsFor(server: string, folder: string): Record<string, Record<string, unknown>> {
  if (server === 'filesystem') {
    return {
      list_directory: { path: folder },
      read_text_file: { path: join(folder, 'notes.txt') },
      directory_tree: { path: folder },
      list_allowed_directories: {},
    };
  }
  if (server === 'everything') return { echo: { message: 'hello' }, 'get-tiny-image': {} };
  if (server === 'memory') {
    const entities = [{ name: 'Ada', entityType: 'person', observations: ['likes lemons'] }];
    return { create_entities: { entities }, read_graph: {} };
  }
  return {
    sequentialthinking: { thought: 'First.', nextThoughtNeeded: false, thoughtNumber: 1, totalThoughts: 1 },
  };
}
