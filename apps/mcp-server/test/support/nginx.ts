import { temporaryFolder } from '@sallyport/testing';
import { onTestFinished } from 'vitest';
import { launchNginx, type FrontDoor } from './nginx-process.js';

/** Starts nginx before an MCP server; it ends with the test. */
export async function startNginx(
  program: string,
  certs: string,
  upstream: string,
  clients: readonly string[] = ['web', 'ask'],
): Promise<FrontDoor> {
  const door = await launchNginx({ program, folder: temporaryFolder(), certs, upstream, clients });
  onTestFinished(() => door.stop());
  return door;
}
