import { createSocket } from 'node:dgram';
import { promises as dns } from 'node:dns';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ResolvedAddress, Resolver } from '../../src/egress/dial/dialer.js';
import { ask, fetchPage, local, openOrigin, openProxy, raw } from './support/open-proxy.js';

const strictly = local.replace('ssrf: { ip_allowlist: [127.0.0.1] }\n', '');
const decimal = (address: string): number =>
  address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const hex = (address: string): string => decimal(address).toString(16).padStart(8, '0');

/** One internal address in the spellings that readers of URLs take. */
function spellings(address: string): string[] {
  const parts = address.split('.').map(Number);
  const octal = parts.map((part) => `0${part.toString(8)}`).join('.');
  const hexes = parts.map((part) => `0x${part.toString(16)}`).join('.');
  const [a = 0, b = 0, c = 0, d = 0] = parts;
  return [
    address,
    `${address}.`,
    String(decimal(address)),
    `0x${hex(address)}`,
    octal,
    hexes,
    `${a}.${b * 65_536 + c * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    parts
      .map((part) => String(part).replaceAll(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))))
      .join('\u3002'),
    `%31${address.slice(1)}`,
    `[::ffff:${address}]`,
    `[::ffff:${hex(address).slice(0, 4)}:${hex(address).slice(4)}]`,
    `[64:ff9b::${address}]`,
    `[2002:${hex(address).slice(0, 4)}:${hex(address).slice(4)}::1]`,
    `${address}.nip.io`,
  ];
}

const internal = [
  '127.0.0.1',
  '10.1.2.3',
  '192.168.0.1',
  '172.16.5.4',
  '169.254.169.254',
  '100.64.0.1',
  '100.100.100.200',
];
const others = [
  '[::1]',
  '[fe80::1]',
  '[fd00:ec2::254]',
  '[::]',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  'metadata.google.internal',
  'localhost',
];
const matrix = [...internal.flatMap(spellings), ...others].filter(
  (host) => host.startsWith('1') || !/^%31[^1]/.test(host),
);

/** Answers names like those of the matrix as the system would, without asking anybody. */
const answering: Resolver = (host) => {
  if (host === 'localhost') return Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
  return Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }));
};

/** The statuses of the doors that take the spelling. */
async function statusesOf(port: number, host: string): Promise<{ host: string; refused: boolean }> {
  const fetched = await fetchPage(port, `http://${host}:9/`);
  const isFetchRefused = fetched.status === 403 && fetched.answer['blocked'] === true;
  if (!/^[\u0021-\u007e]+$/.test(host) || host.includes('%')) return { host, refused: isFetchRefused };
  const forwarded = await ask(port, `http://${host}:9/`);
  const tunnel = await raw(port, `CONNECT ${host}:9 HTTP/1.1\r\nHost: ${host}:9\r\n\r\n`);
  const refused = isFetchRefused && forwarded.status === 403 && tunnel.startsWith('HTTP/1.1 403');
  return { host, refused };
}

describe('internal addresses', () => {
  it.each([
    ...internal.map((address) => [address, spellings(address)] as const),
    ['others', others] as const,
  ])('are refused in every spelling, at every door: %s', async (_name, hosts) => {
    const { port } = await openProxy(strictly, { resolve: answering });
    const came = await Promise.all(hosts.map((host) => statusesOf(port, host)));
    expect(came.filter(({ refused }) => !refused)).toEqual([]);
  });

  it('are refused in the mode that otherwise only records', async () => {
    const { port } = await openProxy(`mode: audit\n${strictly}`, { resolve: answering });
    const came = await Promise.all([...internal, ...others].map((host) => statusesOf(port, host)));
    expect(came.filter(({ refused }) => !refused)).toEqual([]);
  });

  it('are refused at the end of a redirect in every spelling', async () => {
    const origin = await openOrigin((request, response) => {
      const to = decodeURIComponent((request.url ?? '').slice(1));
      response
        .writeHead(302, {
          location: encodeURI(`http://${to}:9/`)
            .replaceAll('%25', '%')
            .replaceAll('%5B', '[')
            .replaceAll('%5D', ']'),
        })
        .end();
    });
    const { port } = await openProxy(local, { resolve: answering });
    for (const host of matrix.filter(
      (one) => !/127\.0\.0\.1|2130706433|7f|0177|0x7f|127\.|\u3002|localhost|%31/.test(one),
    )) {
      const { status, answer } = await fetchPage(port, `${origin.url}/${encodeURIComponent(host)}`);
      expect([host, status, answer['blocked']]).toEqual([host, 403, true]);
    }
  });

  it('are refused where a name resolves to one, also among good ones', async () => {
    const answers: ResolvedAddress[][] = [
      [{ address: '10.0.0.1', family: 4 }],
      [
        { address: '93.184.215.14', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ],
      [{ address: '::ffff:169.254.169.254', family: 6 }],
      [{ address: '64:ff9b::a00:1', family: 6 }],
      [{ address: 'fd00::1', family: 6 }],
    ];
    for (const answer of answers) {
      const { port, events } = await openProxy(strictly, { resolve: () => Promise.resolve(answer) });
      const { status, answer: said } = await fetchPage(port, 'http://looks-harmless.example/');
      expect([status, said['blocked']]).toEqual([403, true]);
      expect(said['block_reason']).toMatch(/^SSRF blocked: looks-harmless\.example resolves to /);
      expect((await events()).at(-1)).toMatchObject({
        kind: 'egress',
        action: 'block',
        server: 'looks-harmless.example',
      });
    }
  });

  it('may be allowed by network, by name, or named as internal', async () => {
    const origin = await openOrigin((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/plain' }).end('inside'),
    );
    const at = `http://inner.corp:${origin.port}/`;
    const resolve: Resolver = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const trusted = await openProxy(`trusted_domains: [inner.corp]\n${strictly}`, { resolve });
    expect((await fetchPage(trusted.port, at)).answer['content']).toBe('inside');
    const untrusted = await openProxy(strictly, { resolve });
    expect((await fetchPage(untrusted.port, at)).status).toBe(403);
    const own = await openProxy(`internal: [203.0.114.0/24]\n${strictly}`, { resolve });
    expect((await fetchPage(own.port, 'http://203.0.114.7/')).status).toBe(403);
  });
});

describe('a name server that changes its mind', () => {
  it('does not get a second question: the address that was checked is the one that is dialled', async () => {
    const good = await openOrigin(
      (_request, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('checked'),
      '127.0.0.2',
    );
    await openOrigin(
      (_request, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('rebound'),
      '127.0.0.1',
      good.port,
    );
    const server = await openRebindingServer(['127.0.0.2', '127.0.0.1']);
    const resolver = new dns.Resolver();
    resolver.setServers([server.address]);
    const resolve: Resolver = async (host) =>
      (await resolver.resolve4(host)).map((address) => ({ address, family: 4 }));
    const { port } = await openProxy(local.replace('127.0.0.1', '127.0.0.2'), { resolve });
    const first = await fetchPage(port, `http://rebind.example:${good.port}/`);
    expect(first.answer['content']).toBe('checked');
    expect(server.asked()).toBe(1);
    const second = await ask(port, `http://rebind.example:${good.port}/again`, {
      headers: { connection: 'close' },
    });
    expect(second.body).not.toContain('rebound');
    const third = await raw(
      port,
      `CONNECT rebind.example:${good.port} HTTP/1.1\r\nHost: rebind.example\r\n\r\n`,
    );
    expect(third).toMatch(/^HTTP\/1\.1 403[\s\S]*127\.0\.0\.1/);
  });
});

/** A DNS server over UDP that gives each question for an address the next answer, the last one for ever. */
async function openRebindingServer(
  answers: readonly string[],
): Promise<{ address: string; asked: () => number }> {
  const socket = createSocket('udp4');
  let asked = 0;
  socket.on('message', (question, peer) => {
    const address = answers[Math.min(asked++, answers.length - 1)] ?? '';
    const header = Buffer.from([question[0] ?? 0, question[1] ?? 0, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0]);
    const end = question.indexOf(0, 12) + 5;
    const answer = Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split('.').map(Number)]);
    socket.send(Buffer.concat([header, question.subarray(12, end), answer]), peer.port, peer.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  onTestFinished(() => void socket.close());
  return { address: `127.0.0.1:${socket.address().port}`, asked: () => asked };
}
