import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Agent, run } from '@openai/agents';
import { guardedStdioServer } from '@sallyport/agent';
import { officialServer, runExample, verify, withServers } from '../support/example.js';
import { plannedModel } from '../support/model.js';

// Pattern A: one MCP server, with the proxy before it.
await runExample(async ({ folder, home }) => {
  writeFileSync(join(folder, 'penguins.csv'), 'species,mass\nAdelie,3700\n');
  const filesystem = guardedStdioServer({
    name: 'filesystem',
    command: process.execPath,
    args: [officialServer('filesystem'), folder],
    preset: 'strict',
    home,
    // Never sent to the server, in no encoding: the proxy looks for the value.
    protect: { STORE_TOKEN: 'correct-horse-battery-staple-of-the-store' },
  });
  await withServers([filesystem], async () => {
    const leaked = Buffer.from('correct-horse-battery-staple-of-the-store').toString('base64');
    const agent = new Agent({
      name: 'File Analyst',
      instructions: 'You analyze files in the workspace.',
      mcpServers: [filesystem],
      model: plannedModel([
        { tool: 'list_directory', input: { path: folder } },
        { tool: 'write_file', input: { path: join(folder, 'leak.txt'), content: `note: ${leaked}` } },
        { tool: 'read_text_file', input: { path: join(folder, 'penguins.csv') } },
      ]),
    });
    const { finalOutput = '' } = await run(agent, 'List all files in the workspace');
    verify('the files are listed', finalOutput.includes('[FILE] penguins.csv'));
    verify(
      'a secret was not written, and the model was told why',
      /request blocked: .*secret/i.test(finalOutput),
    );
    verify('no such file is there', !existsSync(join(folder, 'leak.txt')));
    verify('the session went on after the block', finalOutput.includes('Adelie,3700'));
  });
});
