import { basename, join, relative, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { SandboxError, SandboxErrorCode } from '../../errors.js';
import type { SandboxLimits } from '../../limits.js';
import { asConverter, converterLimits, type Children } from '../children.js';
import type { Mount } from '../bubblewrap.js';
import { Worker } from '../worker.js';
import type { Welcome } from './greeting.js';
import { SocketChannel } from './socket-channel.js';

/** Where a sandbox host is, and how its paths differ from ours. */
export interface RemoteOptions {
  socketPath: string;
  /** Folders of data files, here and where the host has them; those not listed have the same path there. */
  folders: readonly Mount[];
}

const firstWaitMs = 50;
const longestWaitMs = 2000;

/**
 * Children of a sandbox host. Waits for one that is still starting.
 *
 * @throws SandboxError `host-unreachable` when there is none in time, or one that we do not understand.
 */
export async function remoteChildren(options: RemoteOptions, limits: SandboxLimits): Promise<Children> {
  const { socketPath } = options;
  const { report, dataFolder } = await askForReport(socketPath, limits);
  return {
    report: { ...report, host: socketPath },
    dataFolder,
    startRunner: () => new Worker(new SocketChannel(socketPath, { want: 'runner' }, limits), limits),
    startConverter: async ({ sources, target }) => {
      const there = sources.map(({ from }) => pathOnHost(from, options.folders));
      const wish = { want: 'converter', sources: there, target: basename(target.from) } as const;
      const channel = new SocketChannel(socketPath, wish, limits);
      const worker = new Worker(channel, converterLimits(limits));
      const welcome = await channel.welcome;
      return asConverter(worker, ({ from, to }) => {
        const index = sources.findIndex((source) => source.from === from);
        return (index < 0 ? welcome?.target : welcome?.sources[index]) ?? to;
      });
    },
  };
}

async function askForReport(socketPath: string, limits: SandboxLimits): Promise<Welcome> {
  const began = performance.now();
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(longestWaitMs, waitMs * 2)) {
    const channel = new SocketChannel(socketPath, { want: 'report' }, limits);
    const clock = setTimeout(() => channel.kill(), limits.helloMs);
    const welcome = await channel.welcome;
    clearTimeout(clock);
    if (welcome !== undefined) return welcome;
    const { reason, detail } = await channel.ended;
    const waited = performance.now() - began;
    if (reason !== undefined || waited + waitMs > limits.hostWaitMs)
      throw unreachable(socketPath, detail, waited);
    await delay(waitMs);
  }
}

function unreachable(socketPath: string, detail: string, waitedMs: number): SandboxError {
  return new SandboxError(
    SandboxErrorCode.HostUnreachable,
    `No sandbox host answers at ${socketPath} after ${Math.round(waitedMs / 100) / 10} seconds: ${detail}. ` +
      'Start it with `node dist/process/host/main.js --socket PATH --cache FOLDER`, let this user connect to its socket, ' +
      'or unset SALLYPORT_SANDBOX_SOCKET to have the children here.',
  );
}

function pathOnHost(path: string, folders: readonly Mount[]): string {
  const absolute = resolve(path);
  for (const { from, to } of folders) {
    const way = relative(resolve(from), absolute);
    if (way !== '' && way !== '..' && !way.startsWith('../')) return join(to, way);
  }
  return absolute;
}
