import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import {
  CreateMessageRequestSchema,
  ElicitRequestSchema,
  ListRootsRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { Client as NewClient } from '@modelcontextprotocol/client';
import { StdioClientTransport as NewTransport } from '@modelcontextprotocol/client/stdio';

/** How a client starts its server. */
export interface ServerStart {
  command: string;
  args: string[];
  env: Record<string, string>;
}

/** What both lines of the SDK can do. */
export interface AnyClient {
  listTools: () => Promise<{ tools: { name: string }[] }>;
  listPrompts: () => Promise<{ prompts: { name: string; arguments?: { name: string }[] }[] }>;
  listResources: () => Promise<{ resources: { uri: string }[] }>;
  listResourceTemplates: () => Promise<{ resourceTemplates: unknown[] }>;
  readResource: (params: { uri: string }) => Promise<unknown>;
  getPrompt: (params: { name: string; arguments: Record<string, string> }) => Promise<unknown>;
  getServerCapabilities: () => Record<string, unknown> | undefined;
  getInstructions: () => string | undefined;
  close: () => Promise<void>;
}

type Progress = (progress: object) => void;

/** A connected client, and how it calls a tool. */
export interface Connected {
  client: AnyClient;
  call: (
    name: string,
    args: object,
    options?: { onprogress?: Progress; signal?: AbortSignal },
  ) => Promise<unknown>;
  /** The requests that the server made of the client. */
  asked: string[];
}

const capabilities = { sampling: {}, elicitation: {}, roots: { listChanged: true } };
const sampled = {
  model: 'none',
  role: 'assistant' as const,
  content: { type: 'text' as const, text: 'sampled' },
};
const roots = { roots: [{ uri: 'file:///tmp', name: 'tmp' }] };
const chosen = { action: 'accept' as const, content: { name: 'Ada', check: true, color: 'red', integer: 7 } };

/** Connects with the 1.x line. */
export async function connectOld(start: ServerStart): Promise<Connected> {
  const asked: string[] = [];
  const client = new Client({ name: 'transcript', version: '1' }, { capabilities });
  client.setRequestHandler(CreateMessageRequestSchema, (request) => {
    asked.push(JSON.stringify(request));
    return sampled;
  });
  client.setRequestHandler(ElicitRequestSchema, (request) => {
    asked.push(JSON.stringify(request));
    return chosen;
  });
  client.setRequestHandler(ListRootsRequestSchema, () => roots);
  await client.connect(new StdioClientTransport({ ...start, stderr: 'ignore' }));
  return {
    client: client as unknown as AnyClient,
    call: (name, args, options) =>
      client.callTool({ name, arguments: args as Record<string, unknown> }, undefined, options),
    asked,
  };
}

/** Connects with the 2.x line, which finds out by itself which era the server speaks. */
export async function connectNew(start: ServerStart): Promise<Connected> {
  const asked: string[] = [];
  const client = new NewClient(
    { name: 'transcript', version: '1' },
    { capabilities, versionNegotiation: { mode: 'auto' } },
  );
  client.setRequestHandler('sampling/createMessage', (request) => {
    asked.push(JSON.stringify(request));
    return sampled;
  });
  client.setRequestHandler('elicitation/create', (request) => {
    asked.push(JSON.stringify(request));
    return chosen;
  });
  client.setRequestHandler('roots/list', () => roots);
  await client.connect(new NewTransport({ ...start, stderr: 'ignore' }));
  return {
    client: client as unknown as AnyClient,
    call: (name, args, options) =>
      client.callTool({ name, arguments: args as Record<string, unknown> }, options),
    asked,
  };
}

/** Everything that can be done with a server, and what came of it; without times, which differ. */
export async function transcriptOf(
  { client, call, asked }: Connected,
  args: Readonly<Record<string, object>>,
): Promise<string[]> {
  const lines: string[] = [];
  const note = async (what: string, work: () => Promise<unknown> | undefined): Promise<void> => {
    const outcome = await Promise.resolve()
      .then(work)
      .catch((error: unknown) => ({ failed: error instanceof Error ? error.message : String(error) }));
    lines.push(
      `${what}: ${JSON.stringify(outcome)}`.replaceAll(
        /\d+:\d\d:\d\d( [AP]M)?|\d{4}-\d\d-\d\dT[\d:.]+Z/g,
        'TIME',
      ),
    );
  };
  const has = client.getServerCapabilities() ?? {};
  await note('capabilities', () => Promise.resolve(has));
  await note('instructions', () => Promise.resolve(client.getInstructions()));
  await note('tools', () => client.listTools());
  const { tools } = await client.listTools();
  for (const { name } of tools) {
    const progress: object[] = [];
    await note(`tool ${name}`, () =>
      call(name, args[name] ?? {}, { onprogress: (one) => void progress.push(one) }),
    );
    // The SDK forgets a call's progress with its answer: of what comes right before, it depends on the moment.
    if (progress.length > 1) progress.length = 2;
    if (progress.length > 0) await note(`progress of ${name}`, () => Promise.resolve(progress));
  }
  if (has['prompts']) {
    await note('prompts', () => client.listPrompts());
    for (const { name, arguments: named = [] } of (await client.listPrompts()).prompts) {
      const given = Object.fromEntries(named.map((one) => [one.name, '1']));
      await note(`prompt ${name}`, () => client.getPrompt({ name, arguments: given }));
    }
  }
  if (has['resources']) {
    await note('resources', () => client.listResources());
    await note('templates', () => client.listResourceTemplates());
    for (const { uri } of (await client.listResources()).resources)
      await note(`resource ${uri}`, () => client.readResource({ uri }));
  }
  lines.push(...asked.map((request) => `asked: ${request}`));
  return lines;
}
