// The server that the conformance suite asks, over HTTP (it prints its address) or, with --stdio, over its pipes. With --sessions it
// speaks the older revisions alone, and keeps a session for each client.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import {
  hostHeaderValidation,
  localhostOriginValidation,
  NodeStreamableHTTPServerTransport,
  toNodeHandler,
} from '@modelcontextprotocol/node';
import { completable, createMcpHandler, McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import * as z from 'zod';
import { addAskingTools, states } from './asking-tools.mjs';

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const silence = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA=';
const text = (said) => ({ type: 'text', text: said });
const image = { type: 'image', data: pixel, mimeType: 'image/png' };
const embedded = (uri) => ({
  type: 'resource',
  resource: { uri, mimeType: 'text/plain', text: 'This is an embedded resource content.' },
});

function build(notify) {
  const server = new McpServer(
    { name: 'reference', version: '1.0.0' },
    {
      capabilities: { logging: {}, completions: {}, resources: { subscribe: true } },
      requestState: { verify: (state, context) => states.verify(state, context) },
    },
  );
  const tool = (name, description, answer, inputSchema = z.object({})) =>
    server.registerTool(name, { description, inputSchema }, answer);
  const says =
    (...content) =>
    () => ({ content });
  tool('test_simple_text', 'Gives a text.', says(text('This is a simple text response for testing.')));
  tool('test_image_content', 'Gives an image.', says(image));
  tool('test_audio_content', 'Gives a sound.', says({ type: 'audio', data: silence, mimeType: 'audio/wav' }));
  tool('test_embedded_resource', 'Gives a resource.', says(embedded('test://embedded-resource')));
  tool(
    'test_multiple_content_types',
    'Gives several.',
    says(text('Multiple content types test:'), image, embedded('test://mixed-content-resource')),
  );
  tool('test_error_handling', 'Fails.', () => {
    throw new Error('This tool intentionally returns an error for testing');
  });
  tool('test_tool_with_logging', 'Logs.', async (_args, context) => {
    for (const said of ['Tool execution started', 'Tool processing data', 'Tool execution completed'])
      await context.mcpReq.log('info', said);
    return { content: [text('logged')] };
  });
  tool('test_tool_with_progress', 'Reports progress.', async (_args, context) => {
    const progressToken = context.mcpReq._meta?.progressToken;
    for (const progress of [0, 50, 100])
      if (progressToken !== undefined)
        await context.mcpReq.notify({
          method: 'notifications/progress',
          params: { progressToken, progress, total: 100, message: `Completed step ${progress} of 100` },
        });
    return { content: [text('done')] };
  });
  server.registerResource('static-text', 'test://static-text', { mimeType: 'text/plain' }, ({ href }) => ({
    contents: [
      { uri: href, mimeType: 'text/plain', text: 'This is the content of the static text resource.' },
    ],
  }));
  server.registerResource('static-binary', 'test://static-binary', { mimeType: 'image/png' }, ({ href }) => ({
    contents: [{ uri: href, mimeType: 'image/png', blob: pixel }],
  }));
  server.registerResource(
    'template',
    new ResourceTemplate('test://template/{id}/data', { list: undefined }),
    { mimeType: 'application/json' },
    ({ href }, { id }) => ({
      contents: [
        { uri: href, mimeType: 'application/json', text: JSON.stringify({ id, templateTest: true }) },
      ],
    }),
  );
  const prompt = (name, content, argsSchema) =>
    server.registerPrompt(name, { description: name, ...(argsSchema ? { argsSchema } : {}) }, (args) => ({
      messages: content(args).map((one) => ({ role: 'user', content: one })),
    }));
  prompt('test_simple_prompt', () => [text('This is a simple prompt for testing.')]);
  prompt(
    'test_prompt_with_arguments',
    ({ arg1, arg2 }) => [text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)],
    z.object({ arg1: completable(z.string(), (begun) => [`${begun} and more`]), arg2: z.string() }),
  );
  prompt(
    'test_prompt_with_embedded_resource',
    ({ resourceUri }) => [embedded(resourceUri), text('Please process the embedded resource above.')],
    z.object({ resourceUri: z.string() }),
  );
  for (const method of ['resources/subscribe', 'resources/unsubscribe'])
    server.server.setRequestHandler(method, () => ({}));
  addAskingTools(server, tool, notify);
  prompt('test_prompt_with_image', () => [image, text('Please analyze the image above.')]);
  return server;
}

/** Serves each client by a server of its own. */
function withSessions() {
  const sessions = new Map();
  return async (request, response) => {
    const id = request.headers['mcp-session-id'];
    const known = sessions.get(id);
    if (known) return known.handleRequest(request, response);
    if (id !== undefined) return response.writeHead(404).end();
    const transport = new NodeStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (session) => void sessions.set(session, transport),
      onsessionclosed: (session) => void sessions.delete(session),
    });
    await build().connect(transport);
    return transport.handleRequest(request, response);
  };
}

if (process.argv.includes('--stdio')) serveStdio(() => build());
else {
  const modern = createMcpHandler(() => build(modern.notify));
  const handle = process.argv.includes('--sessions') ? withSessions() : toNodeHandler(modern);
  const hostIsOurs = hostHeaderValidation(['localhost', '127.0.0.1']);
  const originIsOurs = localhostOriginValidation();
  const server = createServer((request, response) => {
    if (hostIsOurs(request, response) && originIsOurs(request, response)) void handle(request, response);
  });
  server.listen(0, '127.0.0.1', () =>
    process.stdout.write(`http://127.0.0.1:${server.address().port}/mcp\n`),
  );
}
