import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { MCPServerStdio } from '@openai/agents';
import { attackServer } from '@sallyport/attack-servers';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { guardedStdioServer, type GuardedStdioOptions } from '../src/index.js';

const phrase = 'violet-harbour-4417-lantern';

/** The official server of everything, which tells its own environment. */
function everythingServer(): string[] {
  const require = createRequire(import.meta.url);
  return [require.resolve('@modelcontextprotocol/server-everything/dist/index.js')];
}

async function open(options: Partial<GuardedStdioOptions>): Promise<MCPServerStdio> {
  const server = guardedStdioServer({
    name: 'dictionary',
    command: process.execPath,
    args: [attackServer, 'line-jumping-description'],
    quiet: true,
    timeoutSeconds: 60,
    ...options,
  });
  onTestFinished(() => server.close());
  await server.connect();
  return server;
}

const namesOf = async (server: MCPServerStdio): Promise<string[]> =>
  (await server.listTools()).map(({ name }) => name);

describe('guardedStdioServer', { timeout: 120_000 }, () => {
  it('gives the server its own variables, and none that are protected from it', async () => {
    const server = await open({
      name: 'everything',
      args: everythingServer(),
      home: temporaryFolder(),
      env: { GREETING: 'good morning' },
      protect: { HOUSE_TOKEN: phrase, ABSENT_TOKEN: undefined },
    });
    const { content, isError } = await server.callToolResult('get-env', {});
    const told = JSON.stringify(content);
    expect(isError).not.toBe(true);
    expect(told).toContain('good morning');
    expect(told).not.toContain('HOUSE_TOKEN');
    expect(told).not.toContain(phrase);
  });

  it('withholds a poisoned tool, and leaves the honest one beside it', async () => {
    const server = await open({ home: temporaryFolder() });
    expect(await namesOf(server)).toEqual(['look_up']);
    expect((await server.callToolResult('look_up', {})).content).toMatchObject([{ text: 'nothing' }]);
    expect(await server.callToolResult('sum', {})).toMatchObject({ isError: true });
  });

  it('keeps a tool back that is another one in a later process', async () => {
    const home = temporaryFolder();
    const rugPull = { home, args: [attackServer, 'rug-pull-restart'] };
    const honest = await open(rugPull);
    expect(await namesOf(honest)).toEqual(['look_up']);
    await honest.close();

    const state = join(home, 'ran-before');
    writeFileSync(state, '');
    const changed = await open({ ...rugPull, env: { ATTACK_STATE: state } });
    expect(await namesOf(changed)).toEqual([]);
    expect(await changed.callToolResult('look_up', {})).toMatchObject({ isError: true });
  });

  it.each([
    ['one session sees a secret that leaves in pieces', 'trip', true],
    ['two sessions know nothing of each other', 'other', false],
  ])('in %s', async (_, session, isBlocked) => {
    const shared = { home: temporaryFolder(), protect: { HOUSE_TOKEN: phrase } };
    const first = await open({ ...shared, name: 'first', session: 'trip' });
    const second = await open({ ...shared, name: 'second', session });
    await Promise.all([first.listTools(), second.listTools()]);
    const piece = await first.callToolResult('look_up', { note: 'first violet-harbour' });
    expect(piece.isError).not.toBe(true);
    const rest = await second.callToolResult('look_up', { note: '-4417-lantern last' });
    expect(rest.isError === true).toBe(isBlocked);
  });

  it.each([
    ['a name that no variable can have', { 'my key': phrase }],
    ['a secret too short to look for', { HOUSE_TOKEN: 'short' }],
  ])('refuses %s', (_, protect) => {
    const make = () => guardedStdioServer({ name: 'dictionary', command: process.execPath, protect });
    expect(make).toThrow(expect.objectContaining({ code: 'configuration-invalid' }));
  });
});
