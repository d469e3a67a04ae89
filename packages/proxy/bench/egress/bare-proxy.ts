import { createServer, type ServerResponse } from 'node:http';
import { Pool, type Dispatcher } from 'undici';

// The least that a proxy in this language can do: one request on, its answer back, nothing looked at.
const [, , port = '', origin = ''] = process.argv;
const pool = new Pool(origin, { connections: 64 });
async function pass(asked: Dispatcher.RequestOptions, response: ServerResponse): Promise<void> {
  try {
    const { statusCode, headers, body } = await pool.request(asked);
    delete headers['connection'];
    response.writeHead(statusCode, headers);
    body.pipe(response);
  } catch {
    response.writeHead(502).end();
  }
}
const server = createServer((request, response) => {
  const asked = { path: request.url ?? '/', method: 'GET' as const, headers: request.headers };
  void pass(asked, response);
});
server.listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'));
