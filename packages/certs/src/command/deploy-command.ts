import { once } from 'node:events';
import { isDeployed, startDeployment } from '../deploy/deploy.js';
import { readPlan } from '../deploy/plan.js';
import type { CommandOptions, CommandOutput } from './commands.js';
import { UsageError } from './usage-error.js';

/** `sallyport-certs deploy`: one round, a question whether it is well, or rounds until SIGTERM. */
export async function runDeploy(
  options: Pick<CommandOptions, 'plan' | 'once' | 'check'>,
): Promise<CommandOutput> {
  if (options.plan === undefined) throw new UsageError('deploy wants --plan FILE.');
  const plan = await readPlan(options.plan);
  if (options.check) {
    const isWell = await isDeployed(plan);
    return { text: isWell ? 'complete\n' : 'not complete, or not alive\n', exitCode: isWell ? 0 : 1 };
  }
  const deployment = await startDeployment(plan, say);
  if (!options.once) {
    say(`${plan.targets.length} folders are complete, and are kept up to date`);
    const signals = new AbortController();
    const { signal } = signals;
    await Promise.race([once(process, 'SIGTERM', { signal }), once(process, 'SIGINT', { signal })]);
    signals.abort();
  }
  await deployment.close();
  return { text: '', exitCode: 0 };
}

function say(line: string): void {
  process.stdout.write(`sallyport-certs: ${line}\n`);
}
