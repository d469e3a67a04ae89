import { chmodSync, chownSync, lstatSync, mkdirSync, unlinkSync } from 'node:fs';
import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import { resolve } from 'node:path';

import { SandboxError, SandboxErrorCode } from '../../errors.js';
import { mergeLimits, type SandboxLimits } from '../../limits.js';
import { readEnvironment } from '../env.js';
import { findJail, type JailChoice } from '../jail.js';
import type { JailReport } from '../metrics.js';
import { HostConnection } from './connection.js';

/** What {@link startSandboxHost} needs. */
export interface SandboxHostOptions {
  /** Where to listen. Nobody but this user may connect, unless a group is given. */
  socketPath: string;
  /** A group whose members may connect as well. */
  group?: number;
  /** The cache of converted datasets that the pool writes to, as this machine or container sees it. */
  cacheFolder: string;
  /** Folders of the data files that may be converted. Unless given, none can be. */
  sourceFolders?: readonly string[];
  limits?: Partial<SandboxLimits>;
  /** As in `createSandbox`. */
  jail?: JailChoice;
}

/** A host that listens. */
export interface SandboxHost {
  report: JailReport;
  /** Children that live. */
  children(): number;
  /** Ends all children and connections, and removes the socket. */
  close(): Promise<void>;
}

/** Connections beside those that have a child: they ask for a report, or are about to be refused. */
const furtherConnections = 16;
const ownerOnly = 0o177;

/**
 * Listens on a unix socket and has the children of pools that connect, one for each connection. Whoever may connect may
 * run programs in the sandbox: the socket's permissions are the authentication.
 *
 * @throws SandboxError `jail-missing` in production without a jail, `host-socket` when the socket cannot be had.
 */
export async function startSandboxHost(options: SandboxHostOptions): Promise<SandboxHost> {
  const limits = mergeLimits(options.limits);
  const environment = readEnvironment();
  const jail = await findJail(options.jail ?? environment.jail ?? 'auto', environment, limits);
  const cacheFolder = resolve(options.cacheFolder);
  mkdirSync(cacheFolder, { recursive: true, mode: 0o700 });
  const sourceFolders = (options.sourceFolders ?? []).map((folder) => resolve(folder));
  let children = 0;
  const connections = new Set<HostConnection>();
  const server = createServer({ allowHalfOpen: false }, (socket) => {
    const connection = new HostConnection(socket, {
      jail,
      limits,
      cacheFolder,
      sourceFolders,
      claim: () => children < limits.hostChildren && (children += 1) > 0,
      release: () => (children -= 1),
    });
    connections.add(connection);
    socket.once('close', () => connections.delete(connection));
  });
  server.maxConnections = limits.hostChildren + furtherConnections;
  await listen(server, options.socketPath, options.group);
  return {
    report: jail.report,
    children: () => children,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const connection of connections) connection.close();
      await closed;
    },
  };
}

async function listen(server: Server, socketPath: string, group: number | undefined): Promise<void> {
  const path = resolve(socketPath);
  await removeStale(path);
  // The socket is made while `listen` runs, so that it never exists with wider permissions than it will have.
  const before = process.umask(ownerOnly);
  try {
    server.listen(path);
  } finally {
    process.umask(before);
  }
  try {
    await once(server, 'listening');
    if (group === undefined) return;
    chownSync(path, process.getuid?.() ?? -1, group);
    chmodSync(path, 0o660);
  } catch (error) {
    server.close();
    throw socketError(path, error instanceof Error ? error.message : String(error), error);
  }
}

/** Removes a socket that an earlier host left behind. */
async function removeStale(path: string): Promise<void> {
  try {
    if (!lstatSync(path).isSocket()) throw socketError(path, 'a file that is no socket is there');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  if (await answers(path)) throw socketError(path, 'another sandbox host listens there');
  unlinkSync(path);
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.once('connect', () => socket.destroy());
  });
}

function socketError(path: string, message: string, cause?: unknown): SandboxError {
  return new SandboxError(
    SandboxErrorCode.HostSocket,
    `The sandbox host cannot listen at ${path}: ${message}. Choose another path, or end what uses this one.`,
    { cause },
  );
}
