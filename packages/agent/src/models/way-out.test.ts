import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Server } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { fetchByProxy } from './way-out.js';

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('leaves by the proxy of the environment, and by none where none is set', async () => {
  const target = await listening(createServer((_request, response) => response.end('answered')));
  const tunnels: (string | undefined)[] = [];
  const proxy = createServer().on('connect', ({ url }, socket) => {
    tunnels.push(url);
    const [host = '', port] = (url ?? '').split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
  });
  const address = `http://${await listening(proxy)}`;
  const through = fetchByProxy({ HTTP_PROXY: address });
  expect(await (await through?.(`http://${target}/v1`))?.text()).toBe('answered');
  expect(tunnels).toEqual([target]);

  const except = fetchByProxy({ http_proxy: address, NO_PROXY: '127.0.0.1' });
  expect(await (await except?.(`http://${target}/v1`))?.text()).toBe('answered');
  expect(tunnels).toHaveLength(1);
  expect(fetchByProxy({ HTTPS_PROXY: '' })).toBeUndefined();
});
