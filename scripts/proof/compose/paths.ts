import { run, type Stack } from './engine.js';

/** A way that must not be there, as seen from inside a service. */
interface Forbidden {
  from: string;
  to: string;
  port: number;
}

const forbidden: readonly Forbidden[] = [
  // The page: nothing outside, and the MCP server through nginx only.
  { from: 'web', to: '1.1.1.1', port: 443 },
  { from: 'web', to: 'registry.npmjs.org', port: 443 },
  { from: 'web', to: 'mcp-server', port: 8443 },
  // The MCP server: nothing at all but who asks it.
  { from: 'mcp-server', to: '1.1.1.1', port: 443 },
  { from: 'mcp-server', to: 'registry.npmjs.org', port: 443 },
  { from: 'mcp-server', to: 'web', port: 3000 },
  { from: 'mcp-server', to: 'sallyport', port: 8888 },
  // Programs of a model: no network.
  { from: 'sandbox', to: '1.1.1.1', port: 443 },
  { from: 'sandbox', to: 'mcp-server', port: 8443 },
  { from: 'certs', to: '1.1.1.1', port: 443 },
  { from: 'sallyport', to: 'mcp-server', port: 8443 },
  { from: 'sallyport', to: 'nginx', port: 8443 },
];

/** Says `open`, or why not. */
const knock = `
import { connect } from 'node:net';
const [host, port] = process.argv.slice(2);
const socket = connect(Number(port), host);
const end = (word) => { process.stdout.write(word); process.exit(0); };
socket.setTimeout(4000, () => end('no answer'));
socket.on('connect', () => end('open'));
socket.on('error', (error) => end(error.code ?? 'error'));
`;

/** Tries every way that must not be there. Throws with those that are. */
export async function checkPaths(stack: Stack, say: (line: string) => void): Promise<void> {
  const open: string[] = [];
  const tried = forbidden.map(async ({ from, to, port }) => {
    const { out } = await stack.node(from, knock, [to, String(port)]);
    say(`  ${from} -> ${to}:${port}: ${out || 'nothing said'}`);
    if (out === '' || out === 'open') open.push(`${from} -> ${to}:${port}`);
  });
  await Promise.all(tried);
  // nginx has no Node, and a port on this machine.
  const [nginx = ''] = await stack.containers('nginx');
  const asked = await run('docker', ['exec', nginx, 'curl', '-sk', '-m', '4', 'https://1.1.1.1/']);
  say(`  nginx -> 1.1.1.1:443: curl ended with ${asked.code}`);
  if (asked.code === 0) open.push('nginx -> 1.1.1.1:443');
  // The way that has to be there, so that silence is not taken for safety.
  const { out } = await stack.node('web', knock, ['nginx', '8443']);
  if (out !== 'open') open.push(`web -> nginx:8443 is closed (${out})`);
  if (open.length > 0) throw new Error(`ways that must not be there: ${open.join('; ')}`);
}
