import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

import type { ChildFiles } from './child-files.js';

/** A folder or file of this machine that a child sees under another path. */
export interface Mount {
  from: string;
  to: string;
}

/** What one kind of child sees beside its own program. */
export interface Mounts {
  readable: Mount[];
  writable: Mount[];
}

const probeMs = 5000;
/** Bytes of the jail's own `/tmp`. Nothing that we run needs one. */
const temporaryBytes = 1024 * 1024;
/** An identity that owns nothing. */
const nobody = '65534';

/** The path of `bwrap`, when there is one. */
export function findBubblewrap(path: readonly string[]): string | undefined {
  return [...path, '/usr/bin', '/usr/local/bin'].map((folder) => join(folder, 'bwrap')).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The arguments of `bwrap` up to the command: own namespaces for users, processes, the network and the rest, no
 * capability, an empty environment, and a file system of the files given, all of it read-only but the writable mounts.
 */
export function bubblewrapArguments(
  files: ChildFiles,
  mounts: Mounts,
  environment: Record<string, string>,
): string[] {
  return [
    '--unshare-all',
    '--die-with-parent',
    '--new-session',
    '--uid',
    nobody,
    '--gid',
    nobody,
    '--cap-drop',
    'ALL',
    '--clearenv',
    ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
    '--dev',
    '/dev',
    '--proc',
    '/proc',
    '--size',
    String(temporaryBytes),
    '--tmpfs',
    '/tmp',
    ...[...files.readable].flatMap(([path, real]) => ['--ro-bind', real, path]),
    ...[...files.links].flatMap(([path, target]) => ['--symlink', target, path]),
    ...mounts.readable.flatMap(({ from, to }) => ['--ro-bind', from, to]),
    ...mounts.writable.flatMap(({ from, to }) => ['--bind', from, to]),
    '--remount-ro',
    '/',
    '--chdir',
    '/',
    '--',
  ];
}

/** Starts Node once in such a jail. `undefined` when it works, otherwise why it does not. */
export function probeBubblewrap(command: string, files: ChildFiles): Promise<string | undefined> {
  const args = [...bubblewrapArguments(files, { readable: [], writable: [] }, {}), files.node, '--version'];
  return new Promise((resolve) => {
    const probe = spawn(command, args, {
      cwd: '/',
      env: {},
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: probeMs,
    });
    let output = '';
    probe.stderr.on('data', (chunk: Buffer) => (output = `${output}${chunk.toString()}`.slice(0, 500)));
    probe.once('error', (error) => resolve(error.message));
    probe.once('close', (code, signal) => {
      resolve(code === 0 ? undefined : output.trim() || `bwrap ended with ${signal ?? `code ${code}`}`);
    });
  });
}
