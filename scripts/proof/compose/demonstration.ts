import { run, type Stack } from './engine.js';

const method = ['--method', 'tools/list'];
const url = 'https://nginx:8443/mcp';

/** The inspector with the certificate `demo`, by way of the firewall. */
const withCertificate = [
  ...words('--profile demo run --rm -T inspector-with-certificate --cli'),
  ...words(`/nodejs/bin/node /app/bin/sallyport.js mcp proxy --upstream ${url} --ca /certs/ca.pem`),
  ...words('--cert /certs/clients/demo/cert.pem --key /certs/clients/demo/key.pem'),
  ...method,
];

/** After a revocation, the certificate opens nothing. */
export async function demonstrateRevoked(stack: Stack, say: (line: string) => void): Promise<void> {
  const { code, out } = await stack.tryCompose(withCertificate);
  if (code === 0 || out.includes('run_analysis'))
    throw new Error('a revoked certificate still opens the door');
  say('  the certificate demo, revoked: refused');
}

/** The second seed's demonstration, with its hole closed. */
export async function demonstrate(stack: Stack, say: (line: string) => void): Promise<void> {
  const inspector = ['--profile', 'demo', 'run', '--rm', '-T', 'inspector', '--cli'];
  const through = await stack.tryCompose([...inspector, url, '--transport', 'http', ...method]);
  if (through.code === 0) throw new Error('the inspector got in through nginx without a certificate');
  say('  through nginx without a certificate: refused');

  const straight = await stack.tryCompose([
    ...inspector,
    'https://mcp-server:8443/mcp',
    '--transport',
    'http',
    ...method,
  ]);
  if (straight.code === 0) throw new Error('the inspector got in straight at the MCP server');
  say('  straight at the MCP server: not reached');
  await straightOnItsNetwork(stack, say);

  const proxied = await stack.compose(withCertificate);
  if (!proxied.includes('run_analysis')) throw new Error(`no tools by the proxy: ${proxied.slice(-500)}`);
  say('  through sallyport mcp proxy with the certificate demo: tools listed');
}

/** Even on the MCP server's own network nothing answers without a certificate. */
async function straightOnItsNetwork(stack: Stack, say: (line: string) => void): Promise<void> {
  const [server = ''] = await stack.containers('mcp-server');
  const { out } = await run('docker', [
    'inspect',
    '-f',
    '{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}{{end}}',
    server,
  ]);
  const knock = `fetch('https://mcp-server:8443/mcp', { method: 'POST', body: '{}' }).then((answer) => console.log('answered', answer.status), (error) => console.log('refused', error.cause?.code))`;
  const container = await run('docker', [
    ...words(`run --rm --network ${out.trim()} -e NODE_TLS_REJECT_UNAUTHORIZED=0`),
    ...words('--entrypoint /nodejs/bin/node sallyport/sallyport:0.1.0 -e'),
    knock,
  ]);
  if (!container.out.includes('refused')) throw new Error(`the MCP server answered: ${container.out}`);
  say(`  straight at it, on its own network, whatever its certificate: ${container.out.trim()}`);
}

function words(text: string): string[] {
  return text.split(' ');
}
