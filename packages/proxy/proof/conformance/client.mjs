// The client that the conformance suite watches: it connects, lists the tools and calls each, with the address as its last
// argument; directly, or, with --through FILE --home FOLDER, behind the proxy, which then is what speaks HTTP: to a client on
// its pipes, or, with --front, to one that speaks HTTP itself. The suite starts every client at once: each waits at the
// turnstile whose port follows --turnstile.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

const url = process.argv.at(-1);
const after = (flag) =>
  process.argv.includes(flag) ? process.argv[process.argv.indexOf(flag) + 1] : undefined;
const turnstile = connect(Number(after('--turnstile')), '127.0.0.1');
await once(turnstile, 'data');
// Some scenarios leave a client waiting for good.
setTimeout(() => process.exit(1), 30_000).unref();
const { Client, StreamableHTTPClientTransport } = await import('@modelcontextprotocol/client');
const { StdioClientTransport } = await import('@modelcontextprotocol/client/stdio');
const proxy = after('--through');
const env = { SALLYPORT_HOME: after('--home') };
const flags = [proxy, 'mcp', 'proxy', '--server', url, '--upstream', url];
const fronts = [];

/** The address of a front of the proxy. */
function frontAddress() {
  const front = spawn(process.execPath, [...flags, '--listen', '0'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  fronts.push(front);
  return new Promise((resolve) => {
    createInterface({ input: front.stderr }).on('line', (line) => {
      const [, address] = /listening at (\S+)/.exec(line) ?? [];
      if (address !== undefined) resolve(address);
    });
  });
}

async function transport() {
  if (proxy === undefined) return new StreamableHTTPClientTransport(new URL(url));
  if (process.argv.includes('--front'))
    return new StreamableHTTPClientTransport(new URL(await frontAddress()));
  return new StdioClientTransport({ command: process.execPath, args: flags, env });
}

const client = new Client(
  { name: 'reference-client', version: '1.0.0' },
  {
    versionNegotiation: { mode: 'auto', probe: { timeoutMs: 20_000 } },
    capabilities: { elicitation: { form: { applyDefaults: true } }, sampling: {} },
  },
);
client.setRequestHandler('elicitation/create', () => ({ action: 'accept', content: {} }));
client.setRequestHandler('sampling/createMessage', () => ({
  model: 'none',
  role: 'assistant',
  content: { type: 'text', text: 'an answer' },
}));
await client.connect(await transport());
const sample = { string: 'a', number: 1, integer: 1, boolean: true };
if (client.getServerCapabilities()?.tools) {
  const { tools } = await client.listTools();
  for (const { name, inputSchema } of tools) {
    const wanted = Object.entries(inputSchema.properties ?? {});
    const given = Object.fromEntries(wanted.map(([key, { type }]) => [key, sample[type] ?? 'a']));
    await client
      .callTool({ name, arguments: { ...given, ...(name === 'add_numbers' ? { a: 5, b: 3 } : {}) } })
      .catch((error) => {
        process.stderr.write(`${name}: ${error}\n`);
      });
  }
}
await client.close();
for (const front of fronts) front.kill('SIGTERM');
turnstile.end();
