import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Agent, handoff, run } from '@openai/agents';
import { guardedStdioServer } from '@sallyport/agent';
import { officialServer, runExample, verify, withServers } from '../support/example.js';
import { plannedModel } from '../support/model.js';

const key = 'AKIAIOSFODNN7EXAMPLF';

// Pattern D: a handoff between agents whose servers stand behind different presets.
await runExample(async ({ folder, home }) => {
  const [data, output] = [join(folder, 'data'), join(folder, 'output')];
  mkdirSync(data);
  mkdirSync(output);
  writeFileSync(join(data, 'notes.md'), `Adelie penguins weigh 3.7 kg.\nThe bucket's key is ${key}.\n`);

  const common = { command: process.execPath, home, session: 'pattern-d' } as const;
  const research = guardedStdioServer({
    ...common,
    name: 'research-files',
    args: [officialServer('filesystem'), data],
    preset: 'balanced',
  });
  const thinking = guardedStdioServer({
    ...common,
    name: 'thinking',
    args: [officialServer('sequential-thinking')],
    preset: 'balanced',
  });
  const reports = guardedStdioServer({
    ...common,
    name: 'report-files',
    args: [officialServer('filesystem'), output],
    preset: 'strict',
  });
  const file = join(output, 'penguins.md');
  await withServers([research, thinking, reports], async () => {
    const writer = new Agent({
      name: 'Writer',
      instructions: 'You write reports based on research.',
      mcpServers: [reports],
      model: plannedModel([
        { tool: 'write_file', input: { path: file, content: `# Penguins\n\nThe key is ${key}.\n` } },
        { tool: 'write_file', input: { path: file, content: '# Penguins\n\nThey weigh 3.7 kg.\n' } },
      ]),
    });
    const thought = {
      thought: 'Read the notes first.',
      thoughtNumber: 1,
      totalThoughts: 1,
      nextThoughtNeeded: false,
    };
    const researcher = Agent.create({
      name: 'Researcher',
      instructions: 'You research topics using web and file tools.',
      mcpServers: [research, thinking],
      handoffs: [handoff(writer)],
      model: plannedModel([
        { tool: 'sequentialthinking', input: thought },
        { tool: 'read_text_file', input: { path: join(data, 'notes.md') } },
        { tool: 'transfer_to_Writer' },
      ]),
    });
    const result = await run(researcher, 'Research and write a report on workspace contents');
    const said = result.finalOutput ?? '';
    verify('the writer had the last word', result.lastAgent?.name === 'Writer');
    verify(
      'what the researcher read was recorded, and passed',
      said.includes('Adelie penguins weigh 3.7 kg.'),
    );
    verify('a report with the key was blocked', /write_file: sallyport: request blocked/.test(said));
    verify(
      'the report without it was written',
      existsSync(file) && readFileSync(file, 'utf8').includes('3.7 kg'),
    );
    verify('the key is not in it', !readFileSync(file, 'utf8').includes(key));
  });
});
