import { SandboxError, SandboxErrorCode } from '../errors.js';
import {
  bubblewrapArguments,
  findBubblewrap,
  probeBubblewrap,
  type Mount,
  type Mounts,
} from './bubblewrap.js';
import { findChildFiles, type ChildFiles } from './child-files.js';
import type { JailEnvironment } from './env.js';
import type { JailReport } from './metrics.js';

export type JailChoice = 'auto' | 'bubblewrap' | 'container' | 'none';

/** How to start a child. */
export interface Launch {
  command: string;
  args: string[];
  environment: Record<string, string>;
}

/** Starts children, and knows under which paths they see our files. */
export interface Jail {
  report: JailReport;
  /** @param nodeArguments options of V8. */
  launch(mounts: Mounts, nodeArguments: readonly string[], environment: Record<string, string>): Launch;
  /** Where a child sees a mount: its own path in a jail, ours without one. */
  seen(mount: Mount): string;
}

/** The walls that stand without any jail. */
const ownLayers = [
  'interpreter',
  'plans-as-data',
  'process',
  'empty-environment',
  'wall-clock',
  'memory-watchdog',
];
const bubblewrapLayers = [
  'bubblewrap',
  'no-network',
  'own-process-tree',
  'read-only-files',
  'no-capabilities',
  'unprivileged-user',
];

/**
 * The strongest jail that can be had, or the one that is asked for.
 *
 * @throws SandboxError `jail-missing` when the one asked for cannot be had, or none can in production.
 */
export async function findJail(choice: JailChoice, environment: JailEnvironment): Promise<Jail> {
  const files = findChildFiles();
  if (choice === 'none') return unjailed(files, 'none', 'no jail was asked for');
  if (choice === 'container')
    return unjailed(files, 'container', 'the container around the process is the jail');
  const command = findBubblewrap(environment.path);
  const reason = command === undefined ? 'bwrap is not installed' : await probeBubblewrap(command, files);
  if (command !== undefined && reason === undefined) return bubblewrapped(command, files);
  if (choice === 'bubblewrap' || environment.production) throw missing(reason);
  return unjailed(files, 'none', reason);
}

function missing(reason: string | undefined): SandboxError {
  return new SandboxError(
    SandboxErrorCode.JailMissing,
    `The sandbox has no jail for its children: ${reason ?? 'bubblewrap does not work here'}. ` +
      'Install bubblewrap, or run this process in a locked container and set SALLYPORT_SANDBOX_JAIL=container, ' +
      'or accept the risk with SALLYPORT_SANDBOX_JAIL=none.',
  );
}

function bubblewrapped(command: string, files: ChildFiles): Jail {
  return {
    report: { kind: 'bubblewrap', layers: [...ownLayers, ...bubblewrapLayers] },
    seen: ({ to }) => to,
    launch: (mounts, nodeArguments, environment) => ({
      command,
      args: [...bubblewrapArguments(files, mounts, environment), files.node, ...nodeArguments, files.program],
      environment: {},
    }),
  };
}

function unjailed(files: ChildFiles, kind: 'container' | 'none', reason: string | undefined): Jail {
  return {
    report: {
      kind,
      layers: kind === 'container' ? [...ownLayers, 'container'] : ownLayers,
      ...(reason === undefined ? {} : { reason }),
    },
    seen: ({ from }) => from,
    launch: (_mounts, nodeArguments, environment) => ({
      command: files.node,
      args: [...nodeArguments, files.program],
      environment,
    }),
  };
}
