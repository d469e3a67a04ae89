import type { SandboxLimits } from '../limits.js';
import { localChildren, type Children } from './children.js';
import { readEnvironment } from './env.js';
import { remoteChildren } from './host/remote-children.js';
import { findJail, jailMissing, type JailChoice } from './jail.js';
import { unfitForProduction } from './layers.js';

/** Where an operator wants the children. What is not told is in the environment. */
export interface ChildrenChoice {
  jail?: JailChoice;
  /** The socket of a sandbox host; the empty text for none. */
  socket?: string;
  hostFolders?: readonly { from: string; to: string }[];
}

/**
 * The children of the sandbox host that is named, or our own in the strongest jail.
 *
 * @throws SandboxError `jail-missing` in production without a jail or in a container that is not locked, `host-unreachable` when the host does not answer.
 */
export async function findChildren(
  options: ChildrenChoice,
  limits: SandboxLimits,
  cacheFolder: string,
): Promise<Children> {
  const environment = readEnvironment();
  const choice = options.jail ?? environment.jail ?? 'auto';
  const socketPath = options.socket ?? environment.socket ?? '';
  if (socketPath === '') {
    return localChildren(await findJail(choice, environment, limits), limits, cacheFolder);
  }
  const children = await remoteChildren({ socketPath, folders: options.hostFolders ?? [] }, limits);
  const unfit = unfitForProduction(children.report);
  if (environment.production && unfit !== undefined && choice !== 'none') {
    throw jailMissing(`the sandbox host at ${socketPath} has none (${unfit})`);
  }
  return children;
}
