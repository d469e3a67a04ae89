import { spawn } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it } from 'vitest';
import { runCommand } from './run-command.js';

const cursor = `{
  // my servers
  "mcpServers": {
    "files": {
      "command": "npx",
      "args": [
        "-y",
        "@modelcontextprotocol/server-filesystem",
        "/tmp", // the folder
      ],
      "env": { "LOG_LEVEL": "debug" },
    },
    "remote": { "url": "https://example.org/mcp" },
    "bare": { "command": "my-server" }, /* no args */
  },
}
`;

/** A folder with one file in it. */
function folderWith(name: string, content: string): { home: string; file: string } {
  const home = temporaryFolder();
  const file = join(home, name);
  writeFileSync(file, content);
  return { home, file };
}

interface Server {
  command: string;
  args: string[];
}

/** The file without its comments and last commas. */
function serversOf(file: string): Record<string, Server> {
  const plain = readFileSync(file, 'utf8')
    .replaceAll(/\s\/\/.*$|\/\*.*?\*\//gm, '')
    .replaceAll(/,(?=\s*[}\]])/g, '');
  return (JSON.parse(plain) as { mcpServers: Record<string, Server> }).mcpServers;
}

describe('sallyport wrap', () => {
  it('puts the firewall before every server that a command starts, and leaves the rest as it is', async () => {
    const { home, file } = folderWith('mcp.json', cursor);
    chmodSync(file, 0o640);
    const { code, error } = await runCommand(['wrap', file, '--preset', 'strict'], { home });
    expect(code).toBe(0);
    expect(error).toContain('remote: left as it is: it is not started by a command');
    const { files, remote, bare } = serversOf(file);
    expect(files?.command).toBe(process.execPath);
    expect(files?.args.slice(1)).toEqual(
      [
        ['mcp', 'proxy', '--preset', 'strict', '--server', 'files', '--env', 'LOG_LEVEL', '--'],
        ['npx', '-y', '@modelcontextprotocol/server-filesystem', '/tmp'],
      ].flat(),
    );
    expect(bare?.args.slice(1)).toEqual([
      'mcp',
      'proxy',
      '--preset',
      'strict',
      '--server',
      'bare',
      '--',
      'my-server',
    ]);
    expect(remote).toEqual({ url: 'https://example.org/mcp' });
    const written = readFileSync(file, 'utf8');
    for (const part of ['// my servers', '/* no args */', '"env": { "LOG_LEVEL": "debug" },']) {
      expect(written).toContain(part);
    }
    expect(statSync(file).mode & 0o777).toBe(0o640);
    const backups = readdirSync(home).filter((name) => name.includes('backup'));
    expect(backups.map((name) => readFileSync(join(home, name), 'utf8'))).toEqual([cursor]);
  });

  it('changes nothing more when it is run again, and nothing at all with --dry-run', async () => {
    const { home, file } = folderWith('mcp.json', cursor);
    const dry = await runCommand(['wrap', file, '--dry-run'], { home });
    expect(readFileSync(file, 'utf8')).toBe(cursor);
    expect(dry.out).toContain('"mcp", "proxy"');
    await runCommand(['wrap', file], { home });
    const once = readFileSync(file, 'utf8');
    expect(once).toBe(dry.out);
    const again = await runCommand(['wrap', file], { home });
    expect(readFileSync(file, 'utf8')).toBe(once);
    expect(again.error).toContain('files: is wrapped already');
    expect(readdirSync(home).filter((name) => name.includes('backup'))).toHaveLength(1);
  });

  it('is undone to the byte by unwrap', async () => {
    const { home, file } = folderWith(
      'mcp.json',
      cursor.replace('"bare": { "command": "my-server" }', '"bare": { "command": "my-server", "args": [] }'),
    );
    const before = readFileSync(file, 'utf8');
    await runCommand(['wrap', file], { home });
    expect((await runCommand(['unwrap', file], { home })).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('keeps what was changed between wrap and unwrap', async () => {
    const { home, file } = folderWith('mcp.json', '{"mcpServers":{"a":{"command":"one","args":["x"]}}}');
    await runCommand(['wrap', file, '--as', 'node /opt/bin/sallyport.js'], { home });
    writeFileSync(file, readFileSync(file, 'utf8').replace('"x"', '"y"'));
    expect(serversOf(file)['a']?.command).toBe('node');
    await runCommand(['unwrap', file], { home });
    expect(serversOf(file)['a']).toEqual({ command: 'one', args: ['y'] });
  });

  it.each([
    ['VS Code', { servers: { a: { type: 'stdio', command: 'one' } } }],
    ["VS Code's settings", { mcp: { servers: { a: { command: 'one', args: [] } } } }],
    ['Claude Code', { projects: { '/src': { mcpServers: { a: { command: 'one' } } } } }],
  ])('knows the file of %s', async (_client, content) => {
    const { home, file } = folderWith('mcp.json', JSON.stringify(content, undefined, 2));
    const { error } = await runCommand(['wrap', file], { home });
    expect(error).toContain('a: wrapped:');
    expect(readFileSync(file, 'utf8')).toContain('"--", "one"]');
  });

  it('wraps only what it is told, and follows a link to the file', async () => {
    const { home, file } = folderWith('mcp.json', cursor);
    const link = join(home, 'link.json');
    symlinkSync(file, link);
    await runCommand(['wrap', link, '--only', 'bare'], { home });
    expect(serversOf(file)['files']?.command).toBe('npx');
    expect(serversOf(file)['bare']?.args).toContain('my-server');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  it('leaves alone a server whose variables the proxy would not pass on', async () => {
    const { home, file } = folderWith(
      'mcp.json',
      '{"mcpServers":{"a":{"command":"one","env":{"NODE_OPTIONS":"--import x"}}}}',
    );
    const { error } = await runCommand(['wrap', file], { home });
    expect(error).toContain('a: left as it is: --env NODE_OPTIONS');
    expect(readdirSync(home)).toEqual(['mcp.json']);
  });

  it.each([
    ['{"mcpServers": {', 'not JSON'],
    ['{"a": tru}', 'not JSON'],
    ['{"other": 1}', 'names no MCP servers'],
    ['['.repeat(100), 'nested deeper'],
  ])('writes nothing to %j', async (content, said) => {
    const { home, file } = folderWith('mcp.json', content);
    const { code, error } = await runCommand(['wrap', file], { home });
    expect(code).toBe(2);
    expect(error).toContain(said);
    expect(readFileSync(file, 'utf8')).toBe(content);
    expect(readdirSync(home)).toEqual(['mcp.json']);
  });

  it('says where clients keep their file when there is none, and which servers there are', async () => {
    const { home, file } = folderWith('mcp.json', cursor);
    expect((await runCommand(['wrap', 'none.json'], { home })).error).toContain('.cursor/mcp.json');
    const other = await runCommand(['wrap', file, '--only', 'flies'], { home });
    expect(other.error).toContain('"files", "remote", "bare"');
    const config = await runCommand(['wrap', file, '--config', 'none.yaml'], { home });
    expect(config.code).toBe(2);
  });

  it('makes a command that runs: the client reaches its server through the proxy', async () => {
    const home = temporaryFolder();
    const server = `process.stdin.on('data', (data) => { const { id } = JSON.parse(String(data)); console.log(JSON.stringify({ jsonrpc: '2.0', id, result: { who: process.env.WHO } })); });`;
    const file = join(home, 'mcp.json');
    const entry = { command: process.execPath, args: ['-e', server], env: { WHO: 'me' } };
    writeFileSync(file, JSON.stringify({ mcpServers: { mine: entry } }));
    await runCommand(['wrap', file], { home });
    const { command = '', args = [] } = serversOf(file)['mine'] ?? {};
    const child = spawn(command, args, {
      env: { PATH: process.env['PATH'], SALLYPORT_HOME: home, WHO: 'me' },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    child.stdin.write('{"jsonrpc":"2.0","id":1,"method":"ping"}\n');
    child.stdout.once('data', () => child.stdin.end());
    expect(await text(child.stdout)).toBe('{"jsonrpc":"2.0","id":1,"result":{"who":"me"}}\n');
  });
});
