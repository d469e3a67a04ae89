import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { environmentNames } from '../env.js';
import type { Findings, ProbeRequest } from './findings.js';

// Started once in the place of a child, where it tries what a program that got out of the interpreter would try, and
// writes what came of it to standard output as one JSON object. It uses nothing but Node.

const connectMs = 1000;
const spawnMs = 2000;
const programs = [
  '/bin/sh',
  '/bin/bash',
  '/bin/busybox',
  '/usr/bin/env',
  '/usr/bin/python3',
  '/usr/bin/perl',
];
/** Where something might be written: the usual places, and those that a child has of its own. */
const writable = [
  '/',
  '/tmp',
  '/var/tmp',
  '/dev',
  '/dev/shm',
  '/run',
  '/home',
  '/root',
  dirname(fileURLToPath(import.meta.url)),
];

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function attempt(success: string, action: () => void): string {
  try {
    action();
    return success;
  } catch (error) {
    return codeOf(error);
  }
}

function tryToWrite(folder: string): string {
  const path = join(folder, `.sallyport-probe-${process.pid}`);
  try {
    return attempt('written', () => writeFileSync(path, 'x', { flag: 'wx' }));
  } finally {
    attempt('removed', () => rmSync(path, { force: true }));
  }
}

function tryToConnect(port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: connectMs });
    const finish = (result: string): void => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => finish('connected'));
    socket.once('timeout', () => finish('ETIMEDOUT'));
    socket.once('error', (error) => finish(codeOf(error)));
  });
}

/** Takes no more than the bounded time even where it works. */
function tryToSpawn(): string {
  const { error, status } = spawnSync(process.execPath, ['--version'], { timeout: spawnMs, env: {} });
  if (error !== undefined) return codeOf(error);
  return status === 0 ? 'started' : `status ${status}`;
}

function interfaces(): string[] {
  try {
    return Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
      addresses?.every(({ internal }) => internal) === true ? [] : [name],
    );
  } catch {
    // Without a socket the system does not even tell.
    return [];
  }
}

function namespaces(): Record<string, string> {
  const folder = '/proc/self/ns';
  if (!existsSync(folder)) return {};
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readlinkSync(join(folder, name))]));
}

/** `Name:  value` by line. */
function status(): Record<string, string> {
  if (!existsSync('/proc/self/status')) return {};
  const lines = readFileSync('/proc/self/status', 'utf8').matchAll(/^(\w+):\s*(.*)$/gm);
  return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
}

/** `Max name   soft   hard   unit` by line; the hard one, which nothing can raise. */
function limits(): Record<string, string> {
  if (!existsSync('/proc/self/limits')) return {};
  const lines = readFileSync('/proc/self/limits', 'utf8').matchAll(
    /^(Max .*?) {2,}(?:\d+|unlimited) +(\d+|unlimited)/gm,
  );
  return Object.fromEntries([...lines].map(([, name = '', hard = '']) => [name, hard]));
}

const request = JSON.parse(readFileSync(0, 'utf8')) as ProbeRequest;
const findings: Findings = {
  environment: environmentNames(),
  hostFile: attempt('read', () => readFileSync(request.hostFile)),
  writes: Object.fromEntries(writable.map((folder) => [folder, tryToWrite(folder)])),
  network: await tryToConnect(request.port),
  interfaces: interfaces(),
  childProcess: tryToSpawn(),
  programs: programs.filter((path) => existsSync(path)),
  namespaces: namespaces(),
  user: process.getuid?.() ?? -1,
  status: status(),
  limits: limits(),
};
writeFileSync(1, JSON.stringify(findings));
