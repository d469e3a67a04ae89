import { readFileSync } from 'node:fs';
import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { decide } from '@sallyport/guard';
import { scanText, scanTools, type Finding, type ScanOptions } from '@sallyport/scanner';
import type { Command } from './command.js';
import { ExitCode } from './exit-code.js';
import { configOf, configOptions, scanOptionsOf } from './policy-options.js';
import { describeFinding } from './report/text.js';
import { UsageError } from './usage-error.js';

const help = `sallyport check: look at one text, URL, list of tools or configuration

  sallyport check "Ignore all previous instructions and …"
  sallyport check --kind argument "token=…"            as something that leaves
  sallyport check --kind url https://example.org/?q=…  as an address that is to be opened
  sallyport check --kind tools tools.json              as what a server says of its tools
  sallyport check --kind config sallyport.yaml         whether a configuration can be used, and what it does
  cat page.html | sallyport check -                    from standard input
  sallyport check - --json < page.html

  -k, --kind KIND      text (default: as a server's answer), argument, url, tools or config
  -p, --preset NAME    balanced, strict (default), audit, generic-agent or claude-code
  -c, --config FILE    a configuration, as sallyport generate config writes it
  --json               print {kind, verdict, findings}

Exit codes: 0 fine, 2 wrong usage or configuration, 3 it would be blocked.
`;

const kinds = ['text', 'argument', 'url', 'tools', 'config'] as const;
type Kind = (typeof kinds)[number];

/** `sallyport check` */
export const checkCommand: Command = {
  name: 'check',
  summary: 'look at one text, URL, list of tools or configuration',
  help,
  run: async (args, { input, output }) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...configOptions,
        kind: { type: 'string', short: 'k', default: 'text' },
        json: { type: 'boolean', default: false },
      },
    });
    const kind = kinds.find((known) => known === values.kind);
    if (kind === undefined)
      throw new UsageError(`--kind is ${kinds.join(', ')}, not ${JSON.stringify(values.kind)}.`);
    const [given, ...more] = positionals;
    if (given === undefined || more.length > 0)
      throw new UsageError('sallyport check takes one text, or - for standard input.');
    if (kind === 'config') return (await import('./check-config.js')).checkConfig(given, values, output);
    const text =
      given === '-' ? await readAll(input) : kind === 'tools' ? readFileSync(given, 'utf8') : given;
    const config = await configOf(values, 'strict');
    const verdict = decide(findingsIn(text, kind, scanOptionsOf(config)), config.policy, { now: Date.now() });
    const { action, findings, reason } = verdict;
    if (values.json) output.write(`${JSON.stringify({ kind, verdict: action, findings })}\n`);
    else
      output.write(
        `${findings.map((finding) => `${describeFinding(finding)}\n  ${finding.why}\n`).join('')}${reason}\n`,
      );
    return action === 'block' || action === 'ask' ? ExitCode.Blocked : ExitCode.Fine;
  },
};

function findingsIn(
  text: string,
  kind: Exclude<Kind, 'config'>,
  options: Omit<ScanOptions, 'direction'>,
): Finding[] {
  if (kind === 'tools') return scanTools(toolsIn(text), options);
  return scanText(text, {
    ...options,
    direction: kind === 'text' ? 'server-to-client' : 'client-to-server',
  });
}

/** A list of tools, a `tools/list` result or answer, or one tool. */
function toolsIn(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(
      `The list of tools is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  for (const name of ['result', 'tools']) {
    if (typeof value === 'object' && value !== null && name in value)
      value = (value as Record<string, unknown>)[name];
  }
  return Array.isArray(value) ? value : [value];
}
