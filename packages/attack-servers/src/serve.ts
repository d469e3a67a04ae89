import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import {
  CallToolRequestSchema,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListToolsRequestSchema,
  ReadResourceRequestSchema,
  type CallToolResult,
  type Tool,
} from '@modelcontextprotocol/sdk/types.js';

/** What a server that speaks the protocol well does with it. */
export interface Behaviour {
  instructions?: string;
  /** Asked at every list. */
  tools?: () => Tool[];
  call?: (
    name: string,
    args: Record<string, unknown>,
    extra: CallExtra,
  ) => Promise<CallToolResult> | CallToolResult;
  /** The text of the one resource. */
  resource?: string;
  /** The text of the one prompt. */
  prompt?: string;
}

/** What a call can do besides answering. */
export interface CallExtra {
  server: Server;
  progress: (message: string) => Promise<void>;
}

export const schema = { type: 'object' as const, properties: { note: { type: 'string' } } };
export const honestTool: Tool = { name: 'look_up', description: 'Looks a word up.', inputSchema: schema };

/** A result of one text. */
export function textResult(text: string): CallToolResult {
  return { content: [{ type: 'text', text }] };
}

/** Serves over standard input and output with the 1.x line of the SDK. */
export async function serve(behaviour: Behaviour): Promise<void> {
  const {
    instructions,
    tools = () => [honestTool],
    call = () => textResult('nothing'),
    resource,
    prompt,
  } = behaviour;
  const capabilities = {
    tools: { listChanged: true },
    ...(resource === undefined ? {} : { resources: {} }),
    ...(prompt === undefined ? {} : { prompts: {} }),
  };
  // The low-level server: the high-level one would not let these definitions and results out.
  const server = new Server({ name: 'dictionary', version: '1.0.0' }, { capabilities, instructions });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools() }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const progressToken = params._meta?.progressToken;
    return call(params.name, params.arguments ?? {}, {
      server,
      progress: async (message) => {
        if (progressToken === undefined) return;
        const told = { progressToken, progress: 1, total: 2, message };
        await extra.sendNotification({ method: 'notifications/progress', params: told });
      },
    });
  });
  if (resource !== undefined) {
    const uri = 'note:///1';
    server.setRequestHandler(ListResourcesRequestSchema, () => ({ resources: [{ uri, name: 'note' }] }));
    server.setRequestHandler(ReadResourceRequestSchema, () => ({ contents: [{ uri, text: resource }] }));
  }
  if (prompt !== undefined) {
    server.setRequestHandler(ListPromptsRequestSchema, () => ({ prompts: [{ name: 'review' }] }));
    server.setRequestHandler(GetPromptRequestSchema, () => ({
      messages: [{ role: 'user', content: { type: 'text', text: prompt } }],
    }));
  }
  await server.connect(new StdioServerTransport());
}
