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

/** Where bwrap finds the seccomp filter: the first open file after the standard ones. */
const filterDescriptor = 3;
/** An identity that owns nothing. */
const nobody = '65534';

/** The path of a system program, when there is one. */
export function findProgram(name: string, path: readonly string[]): string | undefined {
  return [...path, '/usr/bin', '/usr/local/bin'].map((folder) => join(folder, name)).find(isExecutable);
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
 * There is no `/tmp`: nothing that we run needs one, and without it a child cannot make a file at all.
 *
 * @param filtered whether a seccomp filter waits in the file descriptor for it.
 */
export function bubblewrapArguments(
  files: ChildFiles,
  mounts: Mounts,
  environment: Record<string, string>,
  filtered: boolean,
): string[] {
  return [
    ...(filtered ? ['--seccomp', String(filterDescriptor)] : []),
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
    ...[...files.readable].flatMap(([path, real]) => ['--ro-bind', real, path]),
    ...[...files.links].flatMap(([path, target]) => ['--symlink', target, path]),
    ...mounts.readable.flatMap(({ from, to }) => ['--ro-bind', from, to]),
    ...mounts.writable.flatMap(({ from, to }) => ['--bind', from, to]),
    '--remount-ro',
    '/dev',
    '--remount-ro',
    '/',
    '--chdir',
    '/',
    '--',
  ];
}
