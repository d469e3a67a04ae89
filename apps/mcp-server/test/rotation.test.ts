import { request, Agent } from 'node:https';
import { connect } from 'node:tls';
import { issue, readClientFiles, renew, revoke } from '@sallyport/certs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { analysis, clientOf, message, startHouse, type House } from './support/house.js';

/** On a busy machine a server takes that long to start, and each of its answers seconds. */
const patienceMs = 300_000;

describe('rotation', () => {
  it(
    'drops no call while certificates are renewed again and again, and shows the new one',
    async () => {
      const house = await startHouse();
      const client = await clientOf(house.origin, house.certs);
      const serials = new Set([(await client.peer()).serial]);
      const long = client.fetch(house.server.url, analysis('wait'));
      await vi.waitFor(() => expect(house.sandbox.waiting).toBe(1));

      let isLoaded = true;
      const statuses: number[] = [];
      const load = Array.from({ length: 4 }, async () => {
        while (isLoaded) {
          const response = await client.fetch(house.server.url, message('tools/list'));
          statuses.push(response.status);
          await response.text();
        }
      });
      for (let round = 1; round <= 3; round += 1) {
        await renew(house.certs);
        await client.rotate();
        // The server follows by itself.
        await vi.waitFor(async () => expect(serials).not.toContain((await client.peer()).serial), {
          timeout: 10_000,
        });
        serials.add((await client.peer()).serial);
      }
      isLoaded = false;
      await Promise.all(load);
      house.sandbox.open();

      expect(serials.size).toBe(4);
      expect(statuses.length).toBeGreaterThan(20);
      expect(statuses.every((status) => status === 200)).toBe(true);
      expect((await long).status).toBe(200);
      expect(await house.refusals()).toEqual([]);
    },
    patienceMs,
  );

  it('is followed by the client without being told', async () => {
    const house = await startHouse();
    const client = await clientOf(house.origin, house.certs);
    await issue(house.certs, { kind: 'client', name: 'web' }, { overwrite: true });
    const before = await readClientFiles(house.certs, 'web');
    // Only the new certificate is in force: the old one, which the client began with, has been revoked.
    await revoke(house.certs, 'web');
    await issue(house.certs, { kind: 'client', name: 'web' }, { overwrite: true });
    await house.server.reload();
    expect((await readClientFiles(house.certs, 'web')).cert.equals(before.cert)).toBe(false);
    await vi.waitFor(
      async () => expect((await client.fetch(house.server.url, message('tools/list'))).status).toBe(200),
      { timeout: 10_000 },
    );
  });
});

describe('a connection that is kept alive', () => {
  it('serves no further request once its client is revoked', async () => {
    const house = await startHouse();
    const call = await keptAlive(house);
    const first = await call();
    expect(first.status).toBe(200);

    await revoke(house.certs, 'web');
    const refused = await vi.waitFor(
      async () => {
        const answer = await call();
        expect(answer.status).toBe(403);
        return answer;
      },
      { timeout: 10_000 },
    );
    expect(refused.localPort).toBe(first.localPort);
    expect(JSON.parse(refused.body)).toMatchObject({ error: { code: 'certificate-revoked' } });
    expect(await house.refusals()).toMatchObject([
      { kind: 'certificate', data: { code: 'certificate-revoked' } },
    ]);
    // Its next connection does not get through the handshake.
    await expect(call()).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('serves no further request once the certificate has expired', async () => {
    const house = await startHouse();
    await issue(house.certs, { kind: 'client', name: 'web' }, { overwrite: true, validityMs: 2_500 });
    const call = await keptAlive(house);
    const first = await call();
    expect(first.status).toBe(200);
    const refused = await vi.waitFor(
      async () => {
        const answer = await call();
        expect(answer.status).toBe(403);
        return answer;
      },
      { timeout: 10_000 },
    );
    expect(refused.localPort).toBe(first.localPort);
    expect(JSON.parse(refused.body)).toMatchObject({ error: { code: 'certificate-expired' } });
  });

  it('loses its call in flight when its client is revoked, and the program is stopped', async () => {
    const house = await startHouse();
    const client = await clientOf(house.origin, house.certs);
    const call = client.fetch(house.server.url, analysis('wait'));
    const outcome = call.catch((error: unknown) => error);
    await vi.waitFor(() => expect(house.sandbox.waiting).toBe(1));
    await revoke(house.certs, 'web');
    await vi.waitFor(() => expect(house.sandbox.cancelled).toBe(1), { timeout: 10_000 });
    expect(await outcome).toMatchObject({ code: 'client-certificate-revoked' });
  });

  it('cannot be resumed: every connection is verified anew', async () => {
    const house = await startHouse();
    const { ca, cert, key } = await readClientFiles(house.certs, 'web');
    const port = Number(new URL(house.origin).port);
    const options = { host: 'localhost', port, ca, cert, key, ALPNProtocols: ['http/1.1'] };
    const session = await new Promise<Buffer>((resolve, reject) => {
      const socket = connect(options, () => {
        socket.write('GET /mcp HTTP/1.1\r\nHost: localhost\r\n\r\n');
      });
      socket.on('error', reject);
      socket.once('session', (ticket) => {
        socket.destroy();
        resolve(ticket);
      });
    });
    const isReused = await new Promise((resolve, reject) => {
      const socket = connect({ ...options, session }, () => {
        resolve(socket.isSessionReused());
        socket.destroy();
      });
      socket.on('error', reject);
    });
    expect(isReused).toBe(false);
  });
});

interface Answer {
  status: number | undefined;
  body: string;
  localPort: number | undefined;
}

/** Calls over one connection for as long as the server keeps it. */
async function keptAlive(house: House): Promise<() => Promise<Answer>> {
  const { ca, cert, key } = await readClientFiles(house.certs, 'web');
  const agent = new Agent({ keepAlive: true, maxSockets: 1, maxCachedSessions: 0, ca, cert, key });
  onTestFinished(() => agent.destroy());
  const { body, ...options } = message('tools/list');
  return () =>
    new Promise((resolve, reject) => {
      const call = request(house.server.url, { ...options, agent }, (response) => {
        const { localPort } = response.socket;
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode, body: text, localPort }));
      });
      call.on('error', reject);
      call.end(body);
    });
}
