import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Agent, run } from '@openai/agents';
import { guardedStdioServer } from '@sallyport/agent';
import { attackServer } from '@sallyport/attack-servers';
import { officialServer, runExample, verify, withServers } from '../support/example.js';
import { plannedModel } from '../support/model.js';

// Pattern B: several servers, each with a proxy of its own. One is poisoned; the others go on.
await runExample(async ({ folder, home }) => {
  writeFileSync(join(folder, 'todo.md'), '- count the penguins\n');
  const session = 'pattern-b';
  const common = { command: process.execPath, preset: 'strict', home, session } as const;
  const filesystem = guardedStdioServer({
    ...common,
    name: 'filesystem',
    args: [officialServer('filesystem'), folder],
  });
  const memory = guardedStdioServer({
    ...common,
    name: 'memory',
    args: [officialServer('memory')],
    env: { MEMORY_FILE_PATH: join(folder, 'memory.jsonl') },
  });
  const dictionary = guardedStdioServer({
    ...common,
    name: 'dictionary',
    args: [attackServer, 'inject-text'],
  });
  await withServers([filesystem, memory, dictionary], async () => {
    const penguin = { name: 'penguin', entityType: 'bird', observations: ['swims'] };
    const agent = new Agent({
      name: 'Dev Assistant',
      instructions: 'You help with code, data, and project management.',
      mcpServers: [filesystem, memory, dictionary],
      model: plannedModel([
        { tool: 'look_up', input: { word: 'penguin' } },
        { tool: 'read_text_file', input: { path: join(folder, 'todo.md') } },
        { tool: 'create_entities', input: { entities: [penguin] } },
        { tool: 'read_graph' },
      ]),
    });
    const { finalOutput = '' } = await run(agent, 'List project issues');
    verify('the poisoned answer was blocked', /look_up: sallyport: response blocked/.test(finalOutput));
    verify('no word of it reached the model', !finalOutput.includes('evil.test'));
    verify('the file server still answers', finalOutput.includes('count the penguins'));
    verify('the memory server still answers', /read_graph: [^]*swims/.test(finalOutput));
  });
});
