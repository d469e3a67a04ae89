import {
  completable,
  fromJsonSchema,
  McpServer,
  ResourceTemplate,
  type CallToolResult,
} from '@modelcontextprotocol/server';
import { richSchema } from '@sallyport/testing/conformance';
import { z } from 'zod';

type Content = CallToolResult['content'][number];

const text = (said: string): Content & { type: 'text' } => ({ type: 'text', text: said });
/** One red point. */
const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
/** A sound of no length. */
const wav = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA=';
const image = { type: 'image', data: png, mimeType: 'image/png' } as const;
const embedded = (uri: string): Content & { type: 'resource' } => ({
  type: 'resource',
  resource: { uri, mimeType: 'text/plain', text: 'This is an embedded resource content.' },
});

/** The tools, resources and prompts that the official conformance suite asks a server for, under the names that it gives them. */
export function buildFixture(): McpServer {
  const server = new McpServer(
    { name: 'sallyport-conformance', version: '0.1.0' },
    { capabilities: { logging: {}, completions: {}, resources: { subscribe: true } } },
  );
  addTools(server);
  addSchemas(server);
  addResources(server);
  addPrompts(server);
  addSubscriptions(server);
  return server;
}

function addTools(server: McpServer): void {
  const shows = (name: string, description: string, content: Content[]): void =>
    void server.registerTool(name, { description, inputSchema: z.object({}) }, () => ({ content }));
  shows('test_simple_text', 'Shows a text', [text('This is a simple text response for testing.')]);
  shows('test_image_content', 'Shows an image', [image]);
  shows('test_audio_content', 'Plays a sound', [{ type: 'audio', data: wav, mimeType: 'audio/wav' }]);
  shows('test_embedded_resource', 'Shows a resource', [embedded('test://embedded-resource')]);
  shows('test_multiple_content_types', 'Shows a text, an image and a resource', [
    text('Multiple content types test:'),
    image,
    embedded('test://mixed-content-resource'),
  ]);
  const tool = { inputSchema: z.object({}) };
  server.registerTool('test_error_handling', { ...tool, description: 'Always fails' }, () => {
    throw new Error('This tool intentionally returns an error for testing');
  });
  server.registerTool(
    'test_tool_with_logging',
    { ...tool, description: 'Logs three lines' },
    async (_arguments, { mcpReq }) => {
      for (const line of ['Tool execution started', 'Tool processing data', 'Tool execution completed'])
        await mcpReq.log('info', line);
      return { content: [text('Logged.')] };
    },
  );
  server.registerTool(
    'test_tool_with_progress',
    { ...tool, description: 'Reports its progress' },
    async (_arguments, { mcpReq }) => {
      const { progressToken } = mcpReq._meta ?? {};
      for (const progress of progressToken === undefined ? [] : [0, 50, 100]) {
        await mcpReq.notify({
          method: 'notifications/progress',
          params: {
            progressToken: progressToken ?? '',
            progress,
            total: 100,
            message: `Completed step ${progress} of 100`,
          },
        });
      }
      return { content: [text('Done.')] };
    },
  );
}

/** A schema with the words that JSON Schema has since 2020-12, and a parameter that clients repeat in a header. */
function addSchemas(server: McpServer): void {
  server.registerTool(
    'json_schema_2020_12_tool',
    { description: 'Tool with JSON Schema 2020-12 features', inputSchema: fromJsonSchema(richSchema) },
    () => ({ content: [text('Taken.')] }),
  );
  const region = { type: 'string', 'x-mcp-header': 'Region' };
  server.registerTool(
    'test_header_parameter',
    {
      description: 'Takes a parameter that is in a header as well',
      inputSchema: fromJsonSchema({ type: 'object', properties: { region } }),
    },
    () => ({ content: [text('Taken.')] }),
  );
}

/** Accepts subscriptions; nothing here changes. */
function addSubscriptions({ server }: McpServer): void {
  server.setRequestHandler('resources/subscribe', () => ({}));
  server.setRequestHandler('resources/unsubscribe', () => ({}));
}

function addResources(server: McpServer): void {
  server.registerResource(
    'static-text',
    'test://static-text',
    { mimeType: 'text/plain' },
    ({ href: uri }) => ({
      contents: [{ uri, mimeType: 'text/plain', text: 'This is the content of the static text resource.' }],
    }),
  );
  server.registerResource(
    'static-binary',
    'test://static-binary',
    { mimeType: 'image/png' },
    ({ href: uri }) => ({
      contents: [{ uri, mimeType: 'image/png', blob: png }],
    }),
  );
  server.registerResource(
    'template',
    new ResourceTemplate('test://template/{id}/data', { list: undefined }),
    { mimeType: 'application/json' },
    ({ href: uri }, { id }) => ({
      contents: [{ uri, mimeType: 'application/json', text: JSON.stringify({ id, templateTest: true }) }],
    }),
  );
}

function addPrompts(server: McpServer): void {
  const says = (...content: (ReturnType<typeof text> | typeof image | ReturnType<typeof embedded>)[]) => ({
    messages: content.map((each) => ({ role: 'user' as const, content: each })),
  });
  server.registerPrompt('test_simple_prompt', { description: 'A prompt' }, () =>
    says(text('This is a simple prompt for testing.')),
  );
  server.registerPrompt(
    'test_prompt_with_arguments',
    {
      description: 'A prompt with arguments',
      argsSchema: z.object({
        arg1: completable(z.string(), (begun) => [`${begun}is`, `${begun}k`]),
        arg2: z.string(),
      }),
    },
    ({ arg1, arg2 }) => says(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)),
  );
  server.registerPrompt(
    'test_prompt_with_embedded_resource',
    { description: 'A prompt with a resource', argsSchema: z.object({ resourceUri: z.string() }) },
    ({ resourceUri }) => says(embedded(resourceUri), text('Please process the embedded resource above.')),
  );
  server.registerPrompt('test_prompt_with_image', { description: 'A prompt with an image' }, () =>
    says(image, text('Please analyze the image above.')),
  );
}
