import { Agent, MCPServerStreamableHttp, run } from '@openai/agents';
import { guardedStdioServer, guardMcpServer } from '@sallyport/agent';
import { officialServer, runExample, verify, withServers } from '../support/example.js';
import { plannedModel } from '../support/model.js';
import { startRemoteServer } from './remote-server.js';

// Pattern C: a local server behind the proxy, and a remote one behind the same guard in process.
await runExample(async ({ home }) => {
  const api = await startRemoteServer();
  const local = guardedStdioServer({
    name: 'everything',
    command: process.execPath,
    args: [officialServer('everything')],
    preset: 'strict',
    home,
  });
  const remote = guardMcpServer(new MCPServerStreamableHttp({ name: 'remote-api', url: api.url }), 'strict', {
    home,
  });
  try {
    await withServers([local, remote], async () => {
      const agent = new Agent({
        name: 'Hybrid Agent',
        instructions: 'You use local and remote tools.',
        mcpServers: [local, remote],
        model: plannedModel([
          { tool: 'echo', input: { message: 'hello from here' } },
          { tool: 'weather', input: { city: 'Oslo' } },
          { tool: 'news', input: { city: 'Oslo' } },
          { tool: 'weather', input: { city: 'AKIAIOSFODNN7EXAMPLF' } },
        ]),
      });
      const { finalOutput = '' } = await run(agent, 'Use local and remote tools');
      verify('the local tool answers', finalOutput.includes('hello from here'));
      verify('the remote tool answers', finalOutput.includes('Oslo: 4 degrees'));
      verify('orders in a remote result were blocked', /news: .*blocked-by-guard/.test(finalOutput));
      verify('no word of them reached the model', !finalOutput.includes('evil.test'));
      verify(
        'a key did not leave for the remote server',
        !api.cities.some((city) => city.startsWith('AKIA')),
      );
      verify(
        'the poisoned remote tool is not even shown',
        !(await remote.listTools()).some(({ name }) => name === 'sum'),
      );
      verify('four turns asked the remote server for its list once', api.lists() === 1);
    });
  } finally {
    await api.close();
  }
});
