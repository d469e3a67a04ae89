import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeWith } from '@sallyport/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createSandbox, startSandboxHost, type Sandbox, type SandboxOptions } from '../../src/index.js';
import { encodeJson, encodeMessage, MessageKind, MessageReader } from '../../src/process/host/messages.js';
import { SocketChannel } from '../../src/process/host/socket-channel.js';
import { killTree, processTree } from '../../src/process/process-tree.js';
import { defaultSandboxLimits } from '../../src/limits.js';
import { isAlive, outputOf, rowsOf, shippedData, suiteFolder } from './harness.js';

const base = suiteFolder();
/** Two processes that start, and a conversion of every shipped file: on a busy machine that takes a minute. */
const patienceMs = 300_000;
const program = fileURLToPath(new URL('../../dist/process/host/main.js', import.meta.url));
const slow = `let sum = 0; for (let i = 0; i < 1e9; i += 1) sum += i; sum`;
const patient = { language: { steps: 1e12, timeMs: 60_000 } };
const memoryBomb = `const a = pl.scan('employees').select('office'); a.join(a, { on: 'office' }).join(a, { on: 'office' }).join(a, { on: 'office' }).join(a, { on: 'office' }).groupBy('office').agg(pl.len())`;

let folder: string;
let socketPath: string;
const cleanups: (() => unknown)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(base, 'host-'));
  socketPath = join(folder, 'host.sock');
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

/** A host that is a process of its own, as in a container. */
async function startHostProcess(): Promise<ChildProcess> {
  const args = ['--socket', socketPath, '--cache', join(folder, 'cache'), '--source', folder];
  const host = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  cleanups.push(() => host.kill('SIGKILL'));
  await vi.waitFor(() => expect(existsSync(socketPath)).toBe(true), 20_000);
  return host;
}

async function open(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await createSandbox({
    cacheFolder: join(folder, 'cache'),
    poolSize: 1,
    socket: socketPath,
    ...options,
  });
  cleanups.push(() => sandbox.close());
  return sandbox;
}

function copyData(): string {
  const data = join(folder, 'data');
  mkdirSync(data);
  for (const file of ['employees.csv', 'cars.json']) cpSync(join(shippedData, file), join(data, file));
  return data;
}

describe('a sandbox host', () => {
  it('converts files, runs programs and tells which walls stand', async () => {
    await startHostProcess();
    const sandbox = await open({ dataFolder: copyData(), jail: 'none' });
    expect(sandbox.failures()).toEqual([]);
    const { table } = outputOf(await sandbox.run("pl.scan('employees').select(pl.len())"));
    expect(rowsOf(table)[0]?.[0]).toBe(sandbox.describe('employees')?.rows);
    // Its types make the child load something and say so, which is no answer.
    expect(await sandbox.run('const sum: number = 1 + 1; sum')).toMatchObject({ output: { value: 2 } });
    expect(sandbox.describeJail()).toMatchObject({ host: socketPath });
    expect(sandbox.metrics().children[0]?.pid).toBeGreaterThan(0);
    await vi.waitFor(() => expect(sandbox.metrics().peakMemoryBytes).toBeGreaterThan(1_000_000));
    expect(statSync(socketPath).mode & 0o777).toBe(0o600);
  });

  it('kills by its own watchdog, and the pool knows why', async () => {
    const host = await startSandboxHost({
      socketPath,
      cacheFolder: join(folder, 'cache'),
      sourceFolders: [folder],
      limits: { memoryBytes: 200_000_000 },
    });
    cleanups.push(() => host.close());
    const sandbox = await open({ dataFolder: copyData() });
    expect(await sandbox.run(memoryBomb)).toMatchObject({
      status: 'killed',
      error: { code: 'child-memory-exceeded' },
    });
    expect(sandbox.metrics().kills.memory).toBe(1);
    expect(sandbox.metrics().peakMemoryBytes).toBeGreaterThan(200_000_000);
    expect(await sandbox.run('1')).toMatchObject({ status: 'ok' });
  });

  it('kills by its own clock when the pool does not', async () => {
    const limits = { wallMs: 300, hostGraceMs: 0, ...patient };
    const host = await startSandboxHost({ socketPath, cacheFolder: join(folder, 'cache'), limits });
    cleanups.push(() => host.close());
    const sandbox = await open({ limits: { ...patient, wallMs: 60_000 } });
    expect(await sandbox.run(slow)).toMatchObject({ error: { code: 'wall-clock-exceeded' } });
  });

  it('ends a child when its connection goes, and all with itself', async () => {
    const host = await startSandboxHost({ socketPath, cacheFolder: join(folder, 'cache') });
    const sandbox = await open({ limits: patient });
    const controller = new AbortController();
    const running = sandbox.run(slow, { signal: controller.signal });
    await vi.waitFor(() =>
      expect(sandbox.metrics().children.some(({ state }) => state === 'busy')).toBe(true),
    );
    const busy = sandbox.metrics().children.find(({ state }) => state === 'busy')?.pid ?? 0;
    const tree = processTree(busy);
    expect(tree.every((pid) => isAlive(pid))).toBe(true);
    controller.abort();
    expect(await running).toMatchObject({ status: 'killed', error: { code: 'run-cancelled' } });
    await vi.waitFor(() => expect(tree.filter((pid) => isAlive(pid))).toEqual([]), 10_000);
    await sandbox.close();
    await vi.waitFor(() => expect(host.children()).toBe(0), 10_000);
    await host.close();
    expect(existsSync(socketPath)).toBe(false);
  });

  it('may be killed in the middle of a run, and leaves no child behind', async () => {
    const host = await startHostProcess();
    const sandbox = await open({ limits: patient });
    const running = sandbox.run(slow);
    await vi.waitFor(() =>
      expect(sandbox.metrics().children.some(({ state }) => state === 'busy')).toBe(true),
    );
    const tree = processTree(host.pid ?? 0);
    expect(tree.length).toBeGreaterThan(2);
    host.kill('SIGKILL');
    expect(await running).toMatchObject({ status: 'killed', ran: true, error: { code: 'child-died' } });
    await vi.waitFor(() => expect(tree.filter((pid) => isAlive(pid))).toEqual([]), 10_000);
    // What it left of its socket does not keep the next one from starting, and the pool finds that one.
    await startHostProcess();
    expect(await sandbox.run('1 + 1')).toMatchObject({ output: { value: 2 } });
  });

  it('is waited for when it comes late, and missed when it does not come', async () => {
    await expect(open({ limits: { hostWaitMs: 100 } })).rejects.toMatchObject({
      code: 'host-unreachable',
      message: expect.stringMatching(/No sandbox host answers at .*ENOENT.*Start it with/s),
    });
    const opening = open();
    const host = await startSandboxHost({ socketPath, cacheFolder: join(folder, 'cache') });
    cleanups.push(() => host.close());
    expect(await (await opening).run('1')).toMatchObject({ status: 'ok' });
  });

  it('has no more children than it may, and says so', async () => {
    const host = await startSandboxHost({
      socketPath,
      cacheFolder: join(folder, 'cache'),
      limits: { hostChildren: 2 },
    });
    cleanups.push(() => host.close());
    const sandbox = await open();
    await vi.waitFor(() => expect(host.children()).toBe(2));
    await expect(open()).rejects.toMatchObject({
      code: 'child-start',
      message: expect.stringContaining('already has 2 children'),
    });
    expect(await sandbox.run('1')).toMatchObject({ status: 'ok' });
  });

  it('reads files from the folders that it is given, whatever links say', async () => {
    const inside = join(folder, 'inside');
    mkdirSync(inside);
    writeFileSync(join(inside, 'a.csv'), 'x\n1\n');
    writeFileSync(join(folder, 'outside.csv'), 'x\n1\n');
    symlinkSync(join(folder, 'outside.csv'), join(inside, 'link.csv'));
    const cacheFolder = join(folder, 'cache');
    const host = await startSandboxHost({ socketPath, cacheFolder, sourceFolders: [inside] });
    cleanups.push(() => host.close());
    for (const path of [
      join(folder, 'outside.csv'),
      join(inside, 'link.csv'),
      join(inside, '..', 'outside.csv'),
    ])
      await expect(open({ datasets: [{ path }] })).rejects.toThrow('is not in a folder');
    expect((await open({ datasets: [{ path: join(inside, 'a.csv') }] })).failures()).toEqual([]);
  });

  it('knows files by other paths when the pool says how', async () => {
    const there = join(folder, 'there');
    const here = join(folder, 'here');
    for (const data of [there, here]) {
      mkdirSync(data);
      writeFileSync(join(data, 'a.csv'), 'x\n1\n');
    }
    const host = await startSandboxHost({
      socketPath,
      cacheFolder: join(folder, 'cache'),
      sourceFolders: [there],
    });
    cleanups.push(() => host.close());
    const sandbox = await open({ dataFolder: here, hostFolders: [{ from: here, to: there }] });
    expect(rowsOf(outputOf(await sandbox.run("pl.scan('a')")).table)).toEqual([[1]]);
  });

  it('does not take the place of another host, nor of a file', async () => {
    const host = await startSandboxHost({ socketPath, cacheFolder: join(folder, 'cache') });
    cleanups.push(() => host.close());
    const cacheFolder = join(folder, 'cache');
    await expect(startSandboxHost({ socketPath, cacheFolder })).rejects.toMatchObject({
      code: 'host-socket',
      message: expect.stringContaining('another sandbox host listens'),
    });
    writeFileSync(join(folder, 'file'), '');
    await expect(startSandboxHost({ socketPath: join(folder, 'file'), cacheFolder })).rejects.toThrow(
      'no socket',
    );
  });

  it.each([
    ['noise', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['a greeting that is none', encodeMessage(MessageKind.Hello, Buffer.from('{"want":'))],
    ['a request before the greeting', encodeMessage(MessageKind.Request, Buffer.from('00001'))],
    ['a message without end', Buffer.from([1, 255, 255, 255, 255])],
    ['silence', Buffer.alloc(0)],
  ])('hangs up on %s', async (_title, bytes) => {
    const limits = { helloMs: 200 };
    const host = await startSandboxHost({ socketPath, cacheFolder: join(folder, 'cache'), limits });
    cleanups.push(() => host.close());
    const socket = connect(socketPath);
    socket.on('error', () => {});
    socket.write(bytes);
    await once(socket, 'close');
    expect(host.children()).toBe(0);
  });

  it('tells a pool of another version so', async () => {
    const host = await startSandboxHost({ socketPath, cacheFolder: join(folder, 'cache') });
    cleanups.push(() => host.close());
    const socket = connect(socketPath);
    socket.write(encodeJson(MessageKind.Hello, { want: 'runner', version: 99 }));
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    expect(chunk.toString()).toContain('speaks version 1 of its protocol, not 99');
  });
});

describeWith('bwrap', 'a sandbox host in a container of its own', (command) => {
  /** Namespaces stand for a container: no network, a read-only root, no capability, one folder to write to. */
  const container =
    '--unshare-all --die-with-parent --cap-drop ALL --uid 65534 --gid 65534 --ro-bind / / --dev /dev --proc /proc'.split(
      ' ',
    );

  it(
    'is a jail that a pool outside can use, and is checked for what it promises',
    async () => {
      const args = ['--socket', socketPath, '--cache', join(folder, 'cache'), '--source', folder];
      const host = spawn(
        command,
        [...container, '--bind', folder, folder, process.execPath, program, ...args],
        {
          env: { SALLYPORT_SANDBOX_JAIL: 'container', NODE_ENV: 'production', PATH: '/usr/bin' },
          stdio: ['ignore', 'ignore', 'pipe'],
        },
      );
      cleanups.push(() => killTree(host.pid ?? 0));
      const [said] = (await once(host.stderr, 'data')) as [Buffer];
      expect(said.toString()).toContain('Jail: container');
      const warn = vi.fn<(message: string) => void>();
      const sandbox = await open({ dataFolder: copyData(), logger: { info: () => {}, warn } });
      expect(rowsOf(outputOf(await sandbox.run("pl.scan('cars').select(pl.len())")).table)).toHaveLength(1);
      const { kind, layers } = sandbox.describeJail();
      expect(kind).toBe('container');
      const stand = (name: string): unknown => layers.find((layer) => layer.name === name)?.active;
      expect(['no-network', 'no-capabilities', 'no-new-privileges', 'unprivileged-user'].map(stand)).toEqual([
        true,
        true,
        true,
        true,
      ]);
      expect(['no-host-files', 'no-programs', 'own-process-tree'].map(stand)).toEqual([false, false, false]);
      expect(warn).toHaveBeenCalledExactlyOnceWith(
        expect.stringMatching(/container lacks some of its walls.*no-programs/),
      );
    },
    patienceMs,
  );
});

describe('a host that cannot be trusted', () => {
  const welcome = encodeJson(MessageKind.Welcome, {
    version: 1,
    report: { kind: 'none', layers: [] },
    dataFolder: '/data',
    pid: 1,
    sources: [],
    target: '',
  });

  async function serve(answer: (socket: Socket) => void): Promise<void> {
    const server: Server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => answer(socket));
    });
    cleanups.push(() => server.close());
    server.listen(socketPath);
    await once(server, 'listening');
  }

  it.each([
    ['noise', [Buffer.from('hello, world')]],
    ['a message of no known kind', [Buffer.from([9, 0, 0, 0, 0])]],
    ['a message beyond the cap', [Buffer.from([4, 255, 255, 255, 255])]],
    ['output before its welcome', [encodeMessage(MessageKind.Output, Buffer.from('{"kind":"ready"}\n'))]],
    ['a welcome of another shape', [encodeJson(MessageKind.Welcome, { version: 1 })]],
    ['memory that is none', [welcome, encodeJson(MessageKind.Memory, 'much')]],
    ['an end without a reason', [welcome, encodeJson(MessageKind.End, { detail: 'x' })]],
    ['a reason of ours', [welcome, encodeJson(MessageKind.End, { reason: 'cancelled', detail: '' })]],
  ])('is left alone after %s', async (_title, messages) => {
    await serve((socket) => socket.write(Buffer.concat(messages)));
    const channel = new SocketChannel(socketPath, { want: 'runner' }, defaultSandboxLimits);
    expect(await channel.ended).toMatchObject({ reason: 'protocol' });
  });

  it('keeps the sandbox from starting at once, with its reason', async () => {
    await serve((socket) => socket.write('what?'));
    await expect(open()).rejects.toMatchObject({
      code: 'host-unreachable',
      message: expect.stringContaining('cannot be trusted'),
    });
  });
});

describe('messages', () => {
  it('come out the same however the stream is cut', () => {
    const sent = [Buffer.alloc(0), Buffer.from('a'), Buffer.alloc(1000, 'x')];
    const bytes = Buffer.concat(sent.map((payload) => encodeMessage(MessageKind.Output, payload)));
    for (const size of [1, 3, 7, 64, bytes.length]) {
      const reader = new MessageReader(1000);
      const received: Buffer[] = [];
      for (let from = 0; from < bytes.length; from += size) {
        const messages = reader.push(bytes.subarray(from, from + size)) ?? [];
        received.push(...messages.map(({ payload }) => payload));
      }
      expect(received).toEqual(sent);
    }
  });

  it('are refused for good once one is wrong', () => {
    const reader = new MessageReader(10);
    expect(reader.push(encodeMessage(MessageKind.Output, Buffer.alloc(11)))).toBeUndefined();
    expect(reader.push(encodeMessage(MessageKind.Output, Buffer.alloc(1)))).toBeUndefined();
  });
});
