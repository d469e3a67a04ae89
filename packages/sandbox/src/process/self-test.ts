import { once } from 'node:events';
import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

import type { Launch } from './designs.js';
import { parseFindings, type Findings, type ProbeRequest } from './probe/findings.js';
import { ProcessChannel } from './process-channel.js';

/** A port at which nothing listens. */
const closedPort = 9;
const probeMs = 30_000;
/** Characters of a failure's text. */
const shownOfFailure = 300;
const mostOutput = 64 * 1024;
/** Files that a system has and that no child has a use for. */
const hostFiles = ['/etc/passwd', '/etc/hosts', '/etc/hostname', '/etc/resolv.conf'];

/** What a probe found, or why there is nothing. */
export type SelfTest = { findings: Findings } | { failure: string };

/** Starts the probe in the place of a child, and lets it try what a child must not be able to do. */
export async function selfTest(launch: Launch): Promise<SelfTest> {
  const listener = await listen();
  try {
    const hostFile = hostFiles.find((path) => existsSync(path)) ?? '/etc';
    return await probe(launch, { port: listener?.port ?? closedPort, hostFile });
  } finally {
    listener?.close();
  }
}

/** A listener for the probe to reach. `undefined` where not even this process has a network. */
async function listen(): Promise<{ port: number; close: () => void } | undefined> {
  const server = createServer((socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return undefined;
  }
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : closedPort;
  return { port, close: () => server.close() };
}

async function probe(launch: Launch, request: ProbeRequest): Promise<SelfTest> {
  const channel = new ProcessChannel(launch, mostOutput);
  let output = '';
  let timedOut = false;
  channel.onOutput((chunk) => {
    output += chunk.toString('utf8');
    if (output.length > mostOutput) channel.kill();
  });
  const clock = setTimeout(() => {
    timedOut = true;
    channel.kill();
  }, probeMs);
  channel.send(JSON.stringify(request));
  channel.endInput();
  const { detail } = await channel.ended;
  clearTimeout(clock);
  const findings = parseFindings(output);
  if (findings !== undefined) return { findings };
  return {
    failure: timedOut
      ? `it took more than ${probeMs / 1000} seconds`
      : detail.replaceAll(/\s+/g, ' ').slice(0, shownOfFailure) || 'it said nothing of use',
  };
}

/** The namespaces of this process, by kind. */
export function ownNamespaces(): Record<string, string> {
  const folder = '/proc/self/ns';
  if (!existsSync(folder)) return {};
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readlinkSync(join(folder, name))]));
}
