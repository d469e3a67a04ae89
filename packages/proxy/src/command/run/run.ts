import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { EgressMode, GuardConfig } from '@sallyport/guard';
import type { ScanOptions } from '@sallyport/scanner';
import type { Command } from '../command.js';
import { configOf, configOptions, scanOptionsOf } from '../policy-options.js';
import { UsageError } from '../usage-error.js';

const help = `sallyport run: the one door to the outside for programs and agents

  sallyport run                                    listens at 127.0.0.1:8888
  sallyport run --config sallyport.yaml --listen 0.0.0.0:8888
  sallyport run --preset strict --mode strict -c sallyport.yaml

  curl 'http://127.0.0.1:8888/fetch?url=https://example.com/'
                                                   the text of a page as JSON, scanned
  HTTPS_PROXY=http://127.0.0.1:8888 curl https://example.com/
                                                   with forward_proxy.enabled: true
  sallyport exec -- python agent.py                the same for a program of any kind

  -c, --config FILE    a configuration, as sallyport generate config writes it
  -p, --preset NAME    balanced (default), strict, audit, generic-agent or claude-code
  -m, --mode MODE      balanced, strict (only hosts of api_allowlist) or audit (records, keeps nothing back)
  -l, --listen ADDR    HOST:PORT (default 127.0.0.1:8888, or fetch_proxy.listen)
  --upstream-ca FILE   authorities (PEM) that upstreams may have besides those of the system
  --log-format FORMAT  text (default) or json, on standard error

Serves GET /fetch?url=…, /health, /stats, /metrics and POST /api/v1/scan, and is a forward proxy for absolute addresses
and CONNECT. What is refused is answered with the reason and recorded under SALLYPORT_HOME (~/.sallyport). The
configuration is read anew when its file changes and on SIGHUP; SIGUSR2 and the file kill-switch stop everything.
Internal addresses, certificates that do not hold and requests that can be read in two ways are refused in every mode.

Exit codes: 0 stopped, 1 the port cannot be had, 2 wrong usage or configuration.
`;

/** What `sallyport run` is to do, as its command line and its configuration say. */
export interface RunOptions {
  readonly config: GuardConfig;
  readonly scan: Omit<ScanOptions, 'direction'>;
  readonly upstreamCa: string | undefined;
  readonly logFormat: 'text' | 'json';
}

const modes: readonly EgressMode[] = ['balanced', 'strict', 'audit'];

/** `sallyport run` */
export const runCommand: Command = {
  name: 'run',
  summary: 'the one door to the outside: fetch proxy, forward proxy, TLS interception',
  help,
  run: async (args, console) => {
    const options = await runOptionsOf(args);
    // HTTP and what reads pages are loaded only where they are served.
    const { serveEgress } = await import('./serve.js');
    return serveEgress(options, () => runOptionsOf(args), console);
  },
};

async function runOptionsOf(args: string[]): Promise<RunOptions> {
  const { values } = parseArgs({
    args,
    options: {
      ...configOptions,
      mode: { type: 'string', short: 'm' },
      listen: { type: 'string', short: 'l' },
      'upstream-ca': { type: 'string' },
      'log-format': { type: 'string' },
    },
  });
  const mode = values.mode === undefined ? undefined : modes.find((known) => known === values.mode);
  if (values.mode !== undefined && mode === undefined)
    throw new UsageError(`--mode is ${modes.join(', ')}, not ${JSON.stringify(values.mode)}.`);
  const { listen } = values;
  if (listen !== undefined && !/^(?:\[[\da-f:.]+\]|[\w.-]*):\d{1,5}$/i.test(listen))
    throw new UsageError(`--listen is HOST:PORT, such as 127.0.0.1:8888, not ${JSON.stringify(listen)}.`);
  const read = await configOf(values);
  const egress = {
    ...read.egress,
    ...(mode === undefined ? {} : { mode }),
    ...(listen === undefined ? {} : { listen }),
  };
  if (egress.mode === 'strict' && egress.allowlist.length === 0)
    throw new UsageError(
      'mode strict reaches only the hosts of api_allowlist, and the configuration names none. Name them, or use --mode balanced.',
    );
  if (egress.tls.isEnabled && !egress.forward.isEnabled)
    throw new UsageError('tls_interception.enabled looks into tunnels: set forward_proxy.enabled too.');
  const config = { ...read, egress };
  return {
    config,
    scan: scanOptionsOf(config),
    upstreamCa: textOf(values['upstream-ca']),
    logFormat: formatOf(values['log-format'] ?? config.logFormat),
  };
}

function formatOf(given: string): 'text' | 'json' {
  if (given === 'text' || given === 'json') return given;
  throw new UsageError(`--log-format is text or json, not ${JSON.stringify(given)}.`);
}

function textOf(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(
      `--upstream-ca ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
