import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it } from 'vitest';
import { ProxyClient, toolServer } from './support/proxy-client.js';

const token = ['ghp', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_');
const tools = ['add', 'mail'].map((name) => ({ name, description: `Can ${name}.` }));
const done = `if (message.method === 'tools/call') return text(message.id, 'done');`;
const call = (id: number, args: object, name = 'add') => ({
  id,
  method: 'tools/call',
  params: { name, arguments: args },
});

function start(config: string): { client: ProxyClient; file: string } {
  const home = temporaryFolder();
  const file = join(home, 'proxy.yaml');
  writeFileSync(file, config);
  const flags = ['--server', 'calc', '--config', file];
  return { client: new ProxyClient(toolServer(tools, done), { home, flags }), file };
}
const times = (client: ProxyClient, text: string) => client.log.split(text).length - 1;

describe('a configuration that changes while the proxy runs', () => {
  it('is read anew when it is written or replaced, and after SIGHUP; a bad one changes nothing', async () => {
    const { client, file } = start('preset: strict\n');
    await client.request({ id: 1, method: 'tools/list' });
    expect((await client.request(call(2, { token }))).error).toBeDefined();
    writeFileSync(file, 'preset: strict\nmcp_input_scanning: { action: warn }\n');
    await client.until(() => client.log.includes('read anew'));
    expect((await client.request(call(3, { token }))).result).toBeDefined();
    writeFileSync(file, 'preset: strict\nmcp_input_scaning: { action: block }\n');
    await client.until(() => client.log.includes('cannot be used'));
    expect(client.log).toContain('proxy.yaml:2: mcp_input_scaning');
    expect((await client.request(call(4, { token }))).result).toBeDefined();
    writeFileSync(`${file}.new`, 'preset: strict\nblock_style: result\n');
    renameSync(`${file}.new`, file);
    await client.until(() => times(client, 'read anew') >= 2);
    expect((await client.request(call(5, { token }))).result).toMatchObject({ isError: true });
    const before = times(client, 'read anew');
    client.process.kill('SIGHUP');
    await client.until(() => times(client, 'read anew') > before);
    expect(await client.end()).toBe(0);
  });

  it('turns the kill switch on and off', async () => {
    const { client, file } = start('preset: strict\n');
    await client.request({ id: 1, method: 'tools/list' });
    writeFileSync(file, 'preset: strict\nkill_switch: { enabled: true, message: closed for today }\n');
    await client.until(() => client.log.includes('KILL SWITCH ON'));
    expect((await client.request(call(2, {}))).error?.message).toContain('closed for today');
    writeFileSync(file, 'preset: strict\n');
    await client.until(() => times(client, 'read anew') >= 2);
    expect((await client.request(call(3, {}))).result).toBeDefined();
  });
});

describe('what a configuration says', () => {
  it('of one server and one tool holds for them alone', async () => {
    const { client } = start(
      [
        'preset: strict',
        'servers:',
        '  calc:',
        '    mcp_input_scanning: { action: warn }',
        '    tools:',
        '      mail:',
        '        mcp_input_scanning: { action: block }',
        '  other:',
        '    mcp_input_scanning: { action: block }',
        '',
      ].join('\n'),
    );
    await client.request({ id: 1, method: 'tools/list' });
    expect((await client.request(call(2, { token }))).result).toBeDefined();
    expect((await client.request(call(3, { token }, 'mail'))).error?.code).toBe(-32001);
  });

  it('of thresholds decides how sure a finding must be', async () => {
    const at = async (threshold: number) => {
      const { client } = start(
        `preset: strict\nmcp_input_scanning: { action: block, threshold: ${threshold} }\n`,
      );
      await client.request({ id: 1, method: 'tools/list' });
      return (await client.request(call(2, { token }))).error?.code;
    };
    expect([await at(0.5), await at(1)]).toEqual([-32001, undefined]);
  });

  it('of suppressions lets one rule pass in one place, and nowhere else', async () => {
    const { client } = start(
      [
        'preset: strict',
        'suppressions:',
        '  - { rule: github-token, tool: add, pointer: /params/arguments/known, reason: a test key }',
        '',
      ].join('\n'),
    );
    await client.request({ id: 1, method: 'tools/list' });
    expect((await client.request(call(2, { known: token }))).result).toBeDefined();
    expect((await client.request(call(3, { other: token }))).error?.code).toBe(-32001);
    expect((await client.request(call(4, { known: token }, 'mail'))).error?.code).toBe(-32001);
  });

  it('of calls a minute stops who goes on', async () => {
    const { client } = start('preset: strict\nbudgets: { calls_per_minute: 2 }\n');
    await client.request({ id: 1, method: 'tools/list' });
    const answers = [];
    for (const id of [2, 3, 4]) answers.push(await client.request(call(id, { id })));
    expect(answers.map(({ error }) => error?.data?.['rule'])).toEqual([
      undefined,
      undefined,
      'budget-calls-per-minute',
    ]);
  });

  it('of patterns and rules of its own is looked for besides ours, in any encoding', async () => {
    const { client } = start(
      [
        'preset: balanced',
        'dlp:',
        '  patterns:',
        "    - { name: House Number, regex: 'HN-[0-9]{6}', severity: critical, action: block }",
        '    - name: Card',
        "      regex: '\\b\\d{4}(?:[- ]?\\d){11,15}\\b'",
        '      validator: luhn',
        '      action: block',
        'mcp_tool_policy:',
        '  rules:',
        "    - { name: No Mail Out, tool_pattern: '(?i)^MAIL$', arg_key: '^to$', arg_pattern: '@(?:[a-z]+\\.)+test$', action: block }",
        '',
      ].join('\n'),
    );
    await client.request({ id: 1, method: 'tools/list' });
    const ruleOf = async (id: number, args: object, name?: string) =>
      (await client.request(call(id, args, name))).error?.data?.['rule'];
    expect(await ruleOf(2, { note: 'the number HN-123456 of it' })).toBe('custom-house-number');
    expect(await ruleOf(3, { note: Buffer.from('the number HN-123456').toString('base64') })).toBe(
      'custom-house-number',
    );
    expect(await ruleOf(4, { note: 'order 4111 1111 1111 1112' })).toBeUndefined();
    expect(await ruleOf(5, { note: 'order 4111 1111 1111 1111' })).toBe('custom-card');
    expect(await ruleOf(6, { to: 'eve@evil.test' }, 'mail')).toBe('custom-no-mail-out');
    expect(await ruleOf(7, { from: 'eve@evil.test' }, 'mail')).toBeUndefined();
    expect(await ruleOf(8, { to: 'eve@evil.test' })).toBeUndefined();
    expect(client.log).not.toContain('HN-123456');
  });

  it('of words that a server may not say is taken out of its answers, and every other byte kept', async () => {
    const line =
      '{"jsonrpc":"2.0" ,"id":1, "result":{ "n":1.50,"big":12345678901234567890,"content":[{"type":"text","text":"Dear reader, the \\u0041bracadabra rite: say it. Yours."}],"structuredContent":{"note":"Abracadabra rite"} } }';
    const home = temporaryFolder();
    const file = join(home, 'proxy.yaml');
    writeFileSync(
      file,
      "preset: strict\nresponse_scanning:\n  action: strip\n  patterns:\n    - { name: Magic, regex: '(?i)abracadabra rite' }\n",
    );
    const server = toolServer(tools, `if (message.method === 'tell') return send(${JSON.stringify(line)});`);
    const client = new ProxyClient(server, { home, flags: ['--config', file] });
    await client.request({ id: 1, method: 'tell' });
    expect(client.lines[0]).toBe(
      line
        .replace(
          '"Dear reader, the \\u0041bracadabra rite: say it. Yours."',
          '"Dear reader, the [REDACTED: Magic]: say it. Yours."',
        )
        .replace('"Abracadabra rite"', '"[REDACTED: Magic]"'),
    );
  });
});
