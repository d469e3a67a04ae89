import { join } from 'node:path';
import { openAuditLog } from '@sallyport/audit';
import { describeConfig } from '@sallyport/guard';
import { Registry } from '../../egress/metrics/registry.js';
import { Stats } from '../../egress/metrics/stats.js';
import type { EgressEvent } from '../../egress/policy/judge.js';
import { UseMeter } from '../../egress/policy/meter.js';
import { openEgress, type EgressServer } from '../../egress/server.js';
import { createState, type EgressServices } from '../../egress/state.js';
import { systemAnchors } from '../../egress/tls/trust.js';
import { limits } from '../../limits.js';
import { KillSwitch } from '../../relay/kill-switch.js';
import { printable } from '../../relay/messages.js';
import type { Console } from '../command.js';
import { environment } from '../env.js';
import { ExitCode } from '../exit-code.js';
import { createProxyLog, type ProxyLog } from '../mcp/proxy-log.js';
import { watchFolder } from '../mcp/reload.js';
import { packageVersion } from '../version.js';
import type { RunOptions } from './run.js';

/** Serves until a signal comes. */
export async function serveEgress(
  options: RunOptions,
  readAgain: () => Promise<RunOptions>,
  { error }: Console,
): Promise<ExitCode> {
  const { config, scan, upstreamCa, logFormat } = options;
  const log = createProxyLog(error, logFormat, 'isTTY' in error && error.isTTY === true);
  const audit = openAuditLog(join(environment.home, 'audit'));
  const services: EgressServices = {
    home: environment.home,
    audit,
    meters: new Registry(),
    stats: new Stats(),
    meter: new UseMeter(),
    note: (text) => log.note(text),
    onEvent: (event) => log.note(lineOf(event)),
    anchors: upstreamCa === undefined ? undefined : `${systemAnchors()}\n${upstreamCa}`,
  };
  const killSwitch = new KillSwitch(join(environment.home, 'kill-switch'), config.killSwitch);
  try {
    const server = await openEgress({
      state: createState(config, scan, services),
      killSwitch,
      version: packageVersion(),
      listen: config.egress.listen,
      metricsListen: config.egress.metricsListen,
    });
    tellStart(server, config, log);
    await untilAsked(options, readAgain, { server, services, killSwitch, log });
    await server.close();
    return ExitCode.Fine;
  } finally {
    audit.close();
  }
}

function tellStart(server: EgressServer, config: RunOptions['config'], log: ProxyLog): void {
  const { mode, forward, tls } = config.egress;
  const doors = [
    'fetch',
    ...(forward.isEnabled ? ['forward'] : []),
    ...(tls.isEnabled ? ['TLS interception'] : []),
  ];
  log.note(`listening at ${server.address} (${doors.join(', ')}; mode ${mode}; ${describeConfig(config)})`);
  if (server.metricsAddress !== undefined) log.note(`metrics at ${server.metricsAddress}`);
  for (const { key, line, message } of config.notes) log.note(`line ${line}, ${key}: no effect. ${message}`);
  if (!/^(?:127\.|\[::1\])/.test(server.address))
    log.note('this port is open to other machines: whoever reaches it may send through it');
}

function lineOf({ action, reason, host, agent, rule, eventId }: EgressEvent): string {
  return `${action}: ${printable(reason)} (${printable(host)}, agent ${agent}; ${rule}; event ${eventId})`;
}

interface Running {
  readonly server: EgressServer;
  readonly services: EgressServices;
  readonly killSwitch: KillSwitch;
  readonly log: ProxyLog;
}

/** Resolves when a signal asks for the end. Until then SIGHUP and a changed file change what is served. */
async function untilAsked(
  options: RunOptions,
  readAgain: () => Promise<RunOptions>,
  running: Running,
): Promise<void> {
  const { server, services, killSwitch, log } = running;
  const { file } = options.config;
  const reload = async (): Promise<void> => {
    try {
      const { config, scan } = await readAgain();
      server.swap(createState(config, scan, services));
      killSwitch.settings = config.killSwitch;
      const message = `the configuration was read anew: mode ${config.egress.mode}; ${describeConfig(config)}`;
      services.audit.append({ kind: 'run', action: 'record', source: 'egress', message });
      log.note(message);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      log.note(`the changed configuration cannot be used, and the one before stays in force. ${why}`);
    }
  };
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    // Editors write in several steps.
    timer = setTimeout(() => void reload(), limits.settleMs);
  };
  const watcher = file === undefined ? undefined : watchFolder(file, soon, log);
  const toggle = (): void =>
    log.note(`the kill switch is ${killSwitch.toggle() ? 'on: every request is refused' : 'off'}`);
  const again = (): void => void reload();
  process.on('SIGHUP', again);
  process.on('SIGUSR2', toggle);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  process.off('SIGHUP', again);
  process.off('SIGUSR2', toggle);
  clearTimeout(timer);
  watcher?.close();
  log.note('stopping: what is under way may end');
}
