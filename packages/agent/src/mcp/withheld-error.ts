import type { WithheldTool } from '@sallyport/guard';
import { AgentError } from '../errors.js';
import { RunErrorCode } from '../runs/run-error.js';

/** What is told of a tool that an agent cannot work without, and that the guard keeps back. */
export function withheldError(
  server: string,
  { name, reason, message }: Pick<WithheldTool, 'name' | 'reason' | 'message'>,
  home: string,
): AgentError {
  const isToApprove = reason === 'changed' || reason === 'not-pinned';
  return new AgentError(
    RunErrorCode.toolsWithheld,
    `The guard withholds the tool ${name}: ${message}`,
    isToApprove
      ? approveWith(server, home)
      : `Look at what the server ${server} offers, and use it no more until that is explained. The audit log has the finding.`,
  );
}

/** What a person runs in the project's folder to see what changed of a server, and to let it in. */
export function approveWith(server: string, home: string): string {
  const command = `SALLYPORT_HOME=${quoted(home)} pnpm sallyport pins`;
  return `See what changed: \`${command} diff ${server}\`. If you changed or updated the project yourself, let it in: \`${command} approve ${server}\`. Then ask again.`;
}

/** As a shell takes it. */
function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
