import { approvalsCommand } from './approvals.js';
import { checkCommand } from './check.js';
import type { Command } from './command.js';
import { demoCommand } from './demo/demo.js';
import { execCommand } from './exec/exec.js';
import { explainCommand } from './explain.js';
import { generateConfigCommand } from './generate/config.js';
import { generateComposeCommand } from './generate/docker-compose.js';
import { healthcheckCommand } from './healthcheck.js';
import { logsCommand } from './logs.js';
import { proxyCommand } from './mcp/proxy.js';
import { scanCommand } from './mcp/scan.js';
import { pinsCommand } from './pins.js';
import { rulesCommand } from './rules.js';
import { runCommand } from './run/run.js';
import { tlsCommand } from './tls/tls.js';
import { verifyLogCommand } from './verify-log.js';
import { versionCommand } from './version.js';
import { unwrapCommand, wrapCommand } from './wrap/wrap.js';

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [
  demoCommand,
  proxyCommand,
  scanCommand,
  runCommand,
  execCommand,
  wrapCommand,
  unwrapCommand,
  generateConfigCommand,
  generateComposeCommand,
  checkCommand,
  rulesCommand,
  pinsCommand,
  approvalsCommand,
  logsCommand,
  explainCommand,
  verifyLogCommand,
  tlsCommand,
  healthcheckCommand,
  versionCommand,
];
