import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { openAuditLog } from '@sallyport/audit';
import { createApprovalStore, createGuard, createPinStore, describeConfig } from '@sallyport/guard';
import type { FrontOptions } from '../../http/front.js';
import type { Wire } from '../../http/wire.js';
import { limits } from '../../limits.js';
import { Budgets } from '../../relay/budgets.js';
import { KillSwitch } from '../../relay/kill-switch.js';
import { printable } from '../../relay/messages.js';
import { Relay } from '../../relay/relay.js';
import { LineSplitter } from '../../stdio/line-splitter.js';
import { runSession } from '../../stdio/run-session.js';
import type { ServerEnd, ServerLink } from '../../stdio/server-link.js';
import { ServerProcess } from '../../stdio/server-process.js';
import type { Console } from '../command.js';
import { environment } from '../env.js';
import { ExitCode } from '../exit-code.js';
import { createProxyLog, type ProxyLog } from './proxy-log.js';
import { watchConfig, type Reloading } from './reload.js';
import type { ProxyOptions, RemoteServer } from './proxy-options.js';

/** Stands before a server until it, or the client, is gone. */
export async function runProxy(
  options: ProxyOptions,
  { input, output, error }: Console,
  readAgain: () => Promise<ProxyOptions>,
): Promise<ExitCode> {
  const isTerminal = 'isTTY' in error && error.isTTY === true;
  const log = createProxyLog(error, options.logFormat, isTerminal, options.isQuiet);
  const { policy, notes } = options.config;
  const audit = openAuditLog(join(environment.home, 'audit'));
  const approvals = createApprovalStore(join(environment.home, 'approvals'));
  const guard = createGuard({
    policy,
    scan: options.scan,
    callRules: options.config.custom.calls,
    audit,
    pins: createPinStore(join(environment.home, 'pins')),
    sessions: join(environment.home, 'sessions'),
    approvals: { store: approvals, timeoutMs: options.config.askTimeoutMs },
    source: 'mcp-proxy',
    onEvent: (event) => log.event(event),
  });
  // A proxy stands before each server of a client, for as long as that runs: little memory is worth a little more collecting,
  // once the start is over (docs/decisions/0009).
  setTimeout(() => setFlagsFromString('--optimize-for-size'), limits.startMs).unref();
  const killSwitch = new KillSwitch(join(environment.home, 'kill-switch'), options.config.killSwitch);
  const budgets = new Budgets(options.budgets);
  log.start(`before ${options.server}: ${describeConfig(options.config)}; log ${audit.file}`);
  for (const { key, line, message } of notes) log.note(`line ${line}, ${key}: no effect. ${message}`);
  const key = 'url' in options.target ? await keyOfRemote(options.target, log) : undefined;
  const identity = key === undefined ? options.identity : `${options.identity} ${key}`;
  const changed = guard.checkIdentity(options.server, identity);
  if (changed && policy.pins === 'withhold') {
    log.note(
      `${changed.why} It was not started. Approve it with: sallyport pins approve ${JSON.stringify(options.server)}`,
    );
    audit.close();
    return ExitCode.Blocked;
  }
  let { blockStyle } = options;
  const { file } = options.config;
  const reloading =
    file === undefined
      ? undefined
      : watchConfig(file, readAgain, {
          guard,
          approvals,
          budgets,
          killSwitch,
          log,
          audit,
          apply: (changed) => ({ blockStyle } = changed),
        });
  const links = new Set<ServerLink>();
  const openSession = async (from: Readable, to: Writable, wire?: Wire): Promise<ServerEnd> => {
    const link = await linkTo(options.target, { key, log, wire });
    links.add(link);
    const told = link instanceof ServerProcess ? tellErrors(link, log) : undefined;
    const end = await runSession({
      input: from,
      output: to,
      link,
      note: (text) => log.note(text),
      makeRelay: (onOutcome) =>
        new Relay({
          guard,
          audit,
          server: options.server,
          approvals,
          blockStyle: () => blockStyle,
          context: options.context,
          gate: (request) => killSwitch.check() ?? budgets.check(request),
          onServerBytes: (bytes) => budgets.spend(bytes),
          onOutcome,
        }),
    });
    await told;
    links.delete(link);
    if (!end.isClean && !signals.wereAsked()) log.failure(`the server failed: ${end.why}. ${end.remedy}`);
    return end;
  };
  const signals = handleSignals(links, killSwitch, log, reloading);
  const isGood = options.listen
    ? await serveFront(
        { ...options.listen, isRemote: 'url' in options.target, openSession },
        signals.asked,
        log,
      )
    : (await openSession(input, output)).isClean || signals.wereAsked();
  signals.undo();
  reloading?.close();
  audit.close();
  return isGood ? ExitCode.Fine : ExitCode.Wrapped;
}

/** Listens until a signal comes. */
async function serveFront(options: FrontOptions, asked: Promise<void>, log: ProxyLog): Promise<true> {
  const { openFront } = await import('../../http/front.js');
  const front = await openFront(options);
  log.note(`listening at ${front.address}`);
  await asked;
  await front.close();
  return true;
}

/** The key of a remote server's certificate. Where it cannot be had, each request is told why; the log is told now. */
async function keyOfRemote({ url, tls }: RemoteServer, log: ProxyLog): Promise<string | undefined> {
  const { peerKey } = await import('../../http/tls.js');
  return peerKey(url, tls).catch(async (error: unknown) => {
    const { upstreamFailure } = await import('../../http/upstream-failure.js');
    const { message, data } = upstreamFailure(url, error);
    log.note(`${message}. ${data.remedy}`);
    return undefined;
  });
}

/** HTTP is loaded only where it is spoken: a start costs less without it. */
async function linkTo(
  target: ProxyOptions['target'],
  { key, log, wire }: { key: string | undefined; log: ProxyLog; wire: Wire | undefined },
): Promise<ServerLink> {
  if (!('url' in target)) return new ServerProcess(target);
  const { connectionsTo } = await import('../../http/tls.js');
  const { Upstream } = await import('../../http/upstream.js');
  const { url, headers, tls } = target;
  return new Upstream({ url, headers, agent: connectionsTo(tls, key), note: (text) => log.note(text), wire });
}

/** Passes on what we are asked to do, until it is undone; SIGUSR2 is the kill switch, SIGHUP reads the file anew. */
function handleSignals(
  links: ReadonlySet<ServerLink>,
  killSwitch: KillSwitch,
  log: ProxyLog,
  reloading: Reloading | undefined,
): { undo: () => void; wereAsked: () => boolean; asked: Promise<void> } {
  let isAsked = false;
  let tell: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (tell = resolve));
  const stop = (name: NodeJS.Signals): void => {
    isAsked = true;
    for (const link of links) link.stop(name);
    tell();
  };
  const toggle = (): void =>
    log.note(`the kill switch is ${killSwitch.toggle() ? 'on: every request is refused' : 'off'}`);
  const reload = (): void => void reloading?.reload();
  // Where there is a configuration to read anew, SIGHUP asks for that.
  const stopping = reloading ? (['SIGINT', 'SIGTERM'] as const) : (['SIGINT', 'SIGTERM', 'SIGHUP'] as const);
  for (const name of stopping) process.on(name, stop);
  if (reloading) process.on('SIGHUP', reload);
  if (process.platform !== 'win32') process.on('SIGUSR2', toggle);
  return {
    undo: () => {
      for (const name of stopping) process.off(name, stop);
      process.off('SIGHUP', reload);
      process.off('SIGUSR2', toggle);
    },
    wereAsked: () => isAsked,
    asked,
  };
}

/** Shows the server's error output line by line, with nothing in it that a terminal would act on. */
async function tellErrors(server: ServerProcess, log: ProxyLog): Promise<void> {
  const splitter = new LineSplitter(limits.errorLineBytes);
  try {
    for await (const chunk of server.stderr as AsyncIterable<Buffer>) {
      for (const line of splitter.push(chunk)) {
        const text =
          line.kind === 'line'
            ? line.bytes.toString('utf8', 0, limits.loggedCharacters)
            : '… (a line too long)';
        log.server(printable(text));
      }
    }
  } catch (error) {
    // Closed because something that the server left running held it open.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
