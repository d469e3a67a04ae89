import { checkCommand } from './check.js';
import type { Command } from './command.js';
import { proxyCommand } from './mcp/proxy.js';
import { scanCommand } from './mcp/scan.js';
import { rulesCommand } from './rules.js';
import { versionCommand } from './version.js';

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [
  proxyCommand,
  scanCommand,
  checkCommand,
  rulesCommand,
  versionCommand,
];
