import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it } from 'vitest';
import { askThrough, runCommand, type Ran } from './run-command.js';

/** Answers every request with the arguments that it got. */
const echo = `require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined) return;
  const tools = [{ name: 'echo', inputSchema: { type: 'object' } }];
  const result = method === 'tools/list' ? { tools } : { content: [{ type: 'text', text: JSON.stringify(params.arguments) }] };
  console.log(JSON.stringify({ jsonrpc: '2.0', id, result }));
});`;

interface Answer {
  id: number;
  result?: { isError?: boolean; content?: { text: string }[] };
  error?: { message: string; data: { rule: string } };
}

/** Sends one call through the proxy with a configuration, and gives its answer. */
async function callThrough(
  config: string,
  text: string,
  environment: Readonly<Record<string, string>> = {},
  home = temporaryFolder(),
): Promise<{ answer: Answer | undefined; ran: Ran }> {
  writeFileSync(join(home, 'sallyport.yaml'), config);
  const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'echo', arguments: { text } } };
  const proxied = ['--config', 'sallyport.yaml', '--server', 'echo', '--', process.execPath, '-e', echo];
  const ran = await askThrough(['mcp', 'proxy', ...proxied], { home, environment }, call);
  const answers = ran.out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answer);
  return { answer: answers.find(({ id }) => id === 1), ran };
}

describe('sallyport mcp proxy --config', () => {
  it('says at the start what the file comes to, and what of it has no effect', async () => {
    const { ran } = await callThrough('preset: strict\nexplain_blocks: true\n', 'hello');
    expect(ran.error).toMatch(/preset strict with .*sallyport\.yaml \(response=block, input=block/);
    expect(ran.error).toContain('line 2, explain_blocks: no effect.');
  });

  it('keeps in what variables hold, in any encoding, and lets the rest pass', async () => {
    const config = 'preset: strict\nprotect: { env: [HOUSE_PHRASE] }\n';
    const secret = { HOUSE_PHRASE: 'violet-harbour-4417' };
    const plain = await callThrough(config, 'the phrase is violet-harbour-4417', secret);
    const encoded = await callThrough(config, Buffer.from('violet-harbour-4417').toString('hex'), secret);
    const honest = await callThrough(config, 'the phrase is secret', secret);
    expect(plain.answer?.error?.message).toContain('blocked');
    expect(encoded.answer?.error?.message).toContain('blocked');
    expect(honest.answer?.result?.content).toHaveLength(1);
    expect(plain.ran.error + plain.ran.out).not.toContain('violet-harbour');
  });

  it('does not start where what it is to protect is not there', async () => {
    const { ran } = await callThrough('protect: { env: [NOT_SET_ANYWHERE] }\n', 'hello');
    expect(ran.code).toBe(2);
    expect(ran.error).toContain('NOT_SET_ANYWHERE, which is not set');
  });

  it('stops everything by the kill switch, or by its file', async () => {
    const on = await callThrough('kill_switch: { enabled: true, message: closed for today }\n', 'hello');
    expect(on.answer?.error?.message).toContain('closed for today');
    const home = temporaryFolder();
    const config = 'kill_switch: { sentinel_file: STOP }\n';
    expect((await callThrough(config, 'hello', {}, home)).answer?.result?.content).toHaveLength(1);
    writeFileSync(join(home, 'STOP'), '');
    expect((await callThrough(config, 'hello', {}, home)).answer?.error?.data.rule).toBe('kill-switch');
  });

  it('answers a blocked call as the file says, by what it says of the server', async () => {
    const token = ['ghp', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_');
    const blocked = await callThrough('preset: strict\nblock_style: result\n', token);
    expect(blocked.answer?.result?.isError).toBe(true);
    const milder = await callThrough(
      'preset: strict\nservers: { echo: { mcp_input_scanning: { action: warn }, response_scanning: { action: warn } } }\n',
      token,
    );
    expect(milder.answer?.result?.content?.[0]?.text).toContain(token);
  });
});

it('answers a call although the input ends right behind it: the list comes first, then the answer', async () => {
  const home = temporaryFolder();
  const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'echo', arguments: {} } };
  const args = ['mcp', 'proxy', '-p', 'strict', '--server', 'echo', '--', process.execPath, '-e', echo];
  const ran = await runCommand(args, { home, input: `${JSON.stringify(call)}\n` });
  expect(ran.code).toBe(0);
  expect(JSON.parse(ran.out)).toMatchObject({ id: 1, result: { content: [{ type: 'text' }] } });
});
