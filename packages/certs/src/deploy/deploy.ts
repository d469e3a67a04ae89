import { rm, stat } from 'node:fs/promises';
import { ensureLeaves } from '../ensure.js';
import { publicMode, writeAtomically } from '../files.js';
import { limits } from '../limits.js';
import { watchCertificates } from '../watch.js';
import { distribute, type Written } from './distribute.js';
import type { DeploymentPlan } from './plan.js';

/** What a deployment tells. Never anything secret. */
export type Say = (line: string) => void;

/** A deployment that goes on until it is closed. */
export interface Deployment {
  /** Resolves when all work has ended. */
  close(): Promise<void>;
}

/** Makes what is missing, renews what nears its end, and hands every target what it has not got. */
async function deployOnce(plan: DeploymentPlan, written: Written, say: Say): Promise<void> {
  const { created, renewed } = await ensureLeaves(
    plan.authority,
    plan.targets.flatMap(({ leaves }) => leaves),
  );
  if (created) say('made the authority and every leaf');
  for (const name of renewed) say(`renewed ${name}`);
  for (const target of plan.targets) {
    if (await distribute(plan.authority, target, written)) say(`handed to ${target.folder}`);
  }
  await writeAtomically(plan.status, `${new Date().toISOString()}\n`, publicMode);
}

/**
 * Keeps every target up to date: leaves and revocation list are renewed before they end, and what a person issues,
 * renews or revokes in the authority's folder is handed out at once. The first round has ended when this resolves.
 *
 * @throws CertificateError where the first round fails; a later one that fails is told and tried again.
 */
export async function startDeployment(
  plan: DeploymentPlan,
  say: Say,
  checkMs: number = limits.deployCheckMs,
): Promise<Deployment> {
  const written: Written = new Map();
  await rm(plan.status, { force: true });
  await deployOnce(plan, written, say);
  // One round after the other: an older look at the files must not overtake a newer one.
  let last: Promise<void> = Promise.resolve();
  const round = (): void => {
    last = last
      .then(() => deployOnce(plan, written, say))
      .catch((error: unknown) => say(`failed, and is tried again: ${String(error)}`));
  };
  const watch = watchCertificates(plan.authority, round);
  const timer = setInterval(round, checkMs);
  // What changed between the first round and the watch is not missed.
  round();
  return {
    close: async () => {
      watch.close();
      clearInterval(timer);
      await last;
    },
  };
}

/** Whether the first round of a deployment is complete and the deployment has been alive of late. */
export async function isDeployed(
  { status }: Pick<DeploymentPlan, 'status'>,
  now = Date.now(),
): Promise<boolean> {
  try {
    return now - (await stat(status)).mtimeMs < limits.deployStaleMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
