import { SandboxError, SandboxErrorCode } from '../errors.js';
import { defaultSandboxLimits, type SandboxLimits } from '../limits.js';
import { findProgram, type Mount } from './bubblewrap.js';
import { findChildFiles, type ChildFiles } from './child-files.js';
import { bubblewrapped, plain, strongestFirst, type ChildKind, type Design, type Launch } from './designs.js';
import type { JailEnvironment } from './env.js';
import { judgeLayers, missingEssential, unfitForProduction, untestedLayers } from './layers.js';
import type { JailReport } from './metrics.js';
import { runnerResources } from './resource-limits.js';
import { seccompFilter } from './seccomp/filter.js';
import { ownNamespaces, selfTest } from './self-test.js';

export type JailChoice = 'auto' | 'bubblewrap' | 'container' | 'none';

/** Starts children, and knows under which paths they see our files. */
export interface Jail {
  report: JailReport;
  launch(kind: ChildKind): Launch;
  /** Where a child sees a mount: its own path in a jail, ours without one. */
  seen(mount: Mount): string;
}

/** Variables that a child may find: ours, and what bwrap and macOS put there by themselves. */
const expectedVariables = ['POLARS_MAX_THREADS', 'RUST_BACKTRACE', 'TZ', 'PWD', '__CF_USER_TEXT_ENCODING'];

/**
 * The strongest jail that can be had, or the one that is asked for. Each way to build one is tried by a probe that runs
 * where children would, from the strongest to the weakest, and the report says what that probe saw.
 *
 * @throws SandboxError `jail-missing` when the one asked for cannot be had, and in production when none can, or when the
 * container that is to be the jail is not locked.
 */
export async function findJail(
  choice: JailChoice,
  environment: JailEnvironment,
  limits: SandboxLimits = defaultSandboxLimits,
): Promise<Jail> {
  const files = findChildFiles();
  let reason = reasonAgainst(choice);
  if (reason === undefined) {
    const found = await findBubblewrapped(files, environment.path, limits);
    if (typeof found !== 'string') return found;
    reason = found;
    if (choice === 'bubblewrap' || environment.production) throw jailMissing(reason);
  }
  const kind = choice === 'container' ? 'container' : 'none';
  const jail = await unjailed(kind, files, environment.path, limits, reason);
  const unfit = unfitForProduction(jail.report);
  if (environment.production && kind === 'container' && unfit !== undefined) throw jailMissing(unfit);
  return jail;
}

function reasonAgainst(choice: JailChoice): string | undefined {
  if (choice === 'none') return 'no jail was asked for';
  return choice === 'container' ? 'the container around the process is the jail' : undefined;
}

/** What keeps a sandbox from starting where a jail is required. */
export function jailMissing(reason: string): SandboxError {
  return new SandboxError(
    SandboxErrorCode.JailMissing,
    `The sandbox has no jail for its children: ${reason}. ` +
      'Install bubblewrap, or let a sandbox host in a locked container have the children and set SALLYPORT_SANDBOX_SOCKET, ' +
      'or run this process in such a container (no network, no capability, no new privileges, another user than root) and set SALLYPORT_SANDBOX_JAIL=container, ' +
      'or accept the risk with SALLYPORT_SANDBOX_JAIL=none.',
  );
}

/** The jail, or why there is none. */
async function findBubblewrapped(
  files: ChildFiles,
  path: readonly string[],
  limits: SandboxLimits,
): Promise<Jail | string> {
  const command = findProgram('bwrap', path);
  if (command === undefined) return 'bwrap is not installed';
  const filter = seccompFilter(process.arch);
  const prlimit = findProgram('prlimit', path);
  let reason: string | undefined;
  for (const design of strongestFirst(filter, prlimit, (...parts) =>
    bubblewrapped(command, files, ...parts),
  )) {
    const tested = await test(design, files, limits);
    const fault = tested.failure ?? missingEssential(tested.layers);
    if (fault === undefined) {
      return jailOf(design, files, {
        kind: 'bubblewrap',
        layers: tested.layers,
        ...(reason === undefined ? {} : { reason: `a stronger jail does not work here: ${reason}` }),
      });
    }
    reason ??= fault;
  }
  return reason ?? 'bubblewrap does not work here';
}

async function unjailed(
  kind: 'container' | 'none',
  files: ChildFiles,
  path: readonly string[],
  limits: SandboxLimits,
  reason: string,
): Promise<Jail> {
  const setpriv = findProgram('setpriv', path);
  const prlimit = findProgram('prlimit', path);
  const [best, ...weaker] = strongestFirst(setpriv, prlimit, (...parts) => plain(files, ...parts));
  let design = best;
  let tested = await test(design, files, limits);
  for (const next of weaker) {
    if (tested.failure === undefined) break;
    design = next;
    tested = await test(next, files, limits);
  }
  return jailOf(design, files, { kind, layers: tested.layers, reason });
}

async function test(
  design: Design,
  files: ChildFiles,
  limits: SandboxLimits,
): Promise<{ layers: JailReport['layers']; failure?: string }> {
  const kind: ChildKind = {
    mounts: { readable: [], writable: [] },
    nodeArguments: [],
    environment: {},
    resources: runnerResources(limits),
  };
  const result = await selfTest(design.launch(kind, files.probe));
  if ('failure' in result) return { layers: untestedLayers(result.failure), failure: result.failure };
  return {
    layers: judgeLayers(result.findings, { namespaces: ownNamespaces(), environment: expectedVariables }),
  };
}

function jailOf(design: Design, files: ChildFiles, report: JailReport): Jail {
  return {
    report,
    seen: ({ from, to }) => (design.ownPaths ? to : from),
    launch: (kind) => design.launch(kind, files.program),
  };
}
