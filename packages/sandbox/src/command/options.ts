import { parseArgs } from 'node:util';

import { UsageError } from './usage-error.js';

/** What the command line says. */
export interface CommandLine {
  command: string | undefined;
  /** What follows the command. */
  names: string[];
  /** Data files, and folders of them. */
  data: string[];
  /** Datasets that the program may read; all of them when empty. */
  datasets: string[];
  cache: string | undefined;
  /** Where the chart's Vega-Lite specification goes. */
  chart: string | undefined;
  timeoutMs: number | undefined;
  form: ReferenceForm;
  json: boolean;
  help: boolean;
}

/** A form of the reference that `api` prints. */
export type ReferenceForm = 'markdown' | 'dts' | 'prompt';

/** The longest `--timeout`, in seconds. */
const longestTimeout = 3600;

/** @throws UsageError, or what `parseArgs` throws for an option that there is not. */
export function parseCommandLine(args: string[]): CommandLine {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      data: { type: 'string', multiple: true, default: [] },
      dataset: { type: 'string', multiple: true, default: [] },
      cache: { type: 'string' },
      chart: { type: 'string' },
      timeout: { type: 'string' },
      dts: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
      prompt: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      version: { type: 'boolean', default: false },
    },
  });
  const [command, ...names] = values.version ? ['version'] : positionals;
  const forms = (['markdown', 'dts', 'prompt'] as const).filter((form) => values[form]);
  if (forms.length > 1) throw new UsageError('api prints one of --markdown, --dts and --prompt at a time.');
  return {
    command,
    names,
    data: values.data,
    datasets: values.dataset,
    cache: values.cache,
    chart: values.chart,
    timeoutMs: milliseconds(values.timeout),
    form: forms[0] ?? 'markdown',
    json: values.json,
    help: values.help,
  };
}

function milliseconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (seconds > 0 && seconds <= longestTimeout) return seconds * 1000;
  throw new UsageError(
    `--timeout wants seconds, more than 0 and at most ${longestTimeout}, not ${JSON.stringify(text)}.`,
  );
}
