import { CertificateError } from '@sallyport/certs';
import { readEnvironment } from './env.js';
import { StartError } from './errors.js';
import { serve } from './serve.js';

/** Runs the server until it is told to stop. */
async function main(): Promise<void> {
  const house = await serve(readEnvironment());
  const { url, healthUrl } = house;
  process.stdout.write(`${JSON.stringify({ event: 'ready', url, healthUrl })}\n`);
  let isStopping = false;
  const stop = (): void => {
    // A terminal and a task runner may both hand the same signal on.
    if (isStopping) return;
    isStopping = true;
    house.close().then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // A program that started the server with a channel takes it along, however it ends.
  if (process.channel) process.once('disconnect', stop);
}

function fail(error: unknown): never {
  const remedy = error instanceof StartError || CertificateError.isInstance(error) ? error.remedy : undefined;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`The MCP server cannot run: ${message}\n${remedy ? `  ${remedy}\n` : ''}`);
  process.exit(1);
}

main().catch(fail);
