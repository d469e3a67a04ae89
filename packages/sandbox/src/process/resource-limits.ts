import type { SandboxLimits } from '../limits.js';

/** What the kernel bounds of one child, beside what we watch. `RLIMIT_AS` is not among them: V8 reserves far more addresses than it uses. */
export interface ResourceLimits {
  /** `RLIMIT_DATA`: bytes of private writable memory. An allocation beyond it fails before any watchdog looks. */
  dataBytes: number;
  /** `RLIMIT_FSIZE`: bytes of the largest file that a child may write. */
  fileBytes: number;
  /** `RLIMIT_NOFILE`. */
  openFiles: number;
}

/** A child for programs writes nothing but its answers, into a pipe. */
export function runnerResources(limits: SandboxLimits): ResourceLimits {
  return { dataBytes: limits.dataBytes, fileBytes: 0, openFiles: limits.openFiles };
}

/** A child for files writes the converted ones. */
export function converterResources(limits: SandboxLimits): ResourceLimits {
  return {
    dataBytes: limits.ingestDataBytes,
    fileBytes: limits.ingestWrittenBytes,
    openFiles: limits.openFiles,
  };
}

/** A command line that runs another one under the limits; core dumps are off. */
export function limited(
  command: readonly string[],
  { dataBytes, fileBytes, openFiles }: ResourceLimits,
  prlimit: string | undefined,
): string[] {
  if (prlimit === undefined) return [...command];
  return [
    prlimit,
    `--data=${dataBytes}`,
    `--fsize=${fileBytes}`,
    `--nofile=${openFiles}`,
    '--core=0',
    '--',
    ...command,
  ];
}

/** A command line whose process the kernel kills when this one dies. */
export function bound(command: readonly string[], setpriv: string | undefined): string[] {
  return setpriv === undefined ? [...command] : [setpriv, '--pdeathsig', 'KILL', '--', ...command];
}
