import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createGuard } from '@sallyport/guard';
import type { Direction } from '@sallyport/scanner';
import type { Command, Console } from '../command.js';
import { ExitCode } from '../exit-code.js';
import { configOf, configOptions, scanOptionsOf } from '../policy-options.js';
import { sarifOf } from '../report/sarif.js';
import { describeLine } from '../report/text.js';
import { UsageError } from '../usage-error.js';
import { scanLine, type ScannedLine } from './scan-line.js';

const help = `sallyport mcp scan: look at JSON-RPC messages, one a line, on standard input

  sallyport mcp scan < session.jsonl                   prints what was found; exit code 1 if anything would be blocked
  sallyport mcp scan --preset strict --json < session.jsonl
                                                       one JSON object a line, in order
  sallyport mcp scan --sarif < session.jsonl > scan.sarif
                                                       for code scanning services
  echo '{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"…"}]}}' | sallyport mcp scan

  -p, --preset NAME    balanced (default), strict, audit, generic-agent or claude-code
  -c, --config FILE    a configuration, as sallyport generate config writes it
  --direction WAY      auto (default), client (from a client) or server (from a server)
  --session            follow data over the lines, as one session: otherwise each is judged by itself
  --json               a line for each line: {line, direction, verdict, action, findings}
  --sarif              one SARIF 2.1.0 document

Exit codes: 0 nothing would be blocked, 1 something would, 2 wrong usage.
`;

const directions: Readonly<Record<string, Direction | undefined>> = {
  auto: undefined,
  client: 'client-to-server',
  server: 'server-to-client',
};

/** `sallyport mcp scan` */
export const scanCommand: Command = {
  name: 'mcp scan',
  summary: 'look at JSON-RPC messages, one a line, on standard input',
  help,
  run: async (args, console) => {
    const { values } = parseArgs({
      args,
      options: {
        ...configOptions,
        direction: { type: 'string', default: 'auto' },
        session: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        sarif: { type: 'boolean', default: false },
      },
    });
    if (!Object.hasOwn(directions, values.direction)) {
      throw new UsageError(`--direction is auto, client or server, not ${JSON.stringify(values.direction)}.`);
    }
    if (values.json && values.sarif) throw new UsageError('--json and --sarif cannot go together.');
    const config = await configOf(values);
    const guard = createGuard({
      policy: config.policy,
      scan: scanOptionsOf(config),
      callRules: config.custom.calls,
    });
    const session = values.session ? 'scan' : undefined;
    const form = values.sarif ? 'sarif' : values.json ? 'json' : 'text';
    return scanInput(console, form, (text, line) =>
      scanLine(text, line, guard, directions[values.direction], session),
    );
  },
};

async function scanInput(
  { input, output }: Console,
  form: 'json' | 'text' | 'sarif',
  scan: (text: string, line: number) => ScannedLine,
): Promise<ExitCode> {
  const kept: ScannedLine[] = [];
  let line = 0;
  let isBlocked = false;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim() === '' && form !== 'json') continue;
    const scanned = scan(text, line);
    isBlocked ||= scanned.action === 'block' || scanned.action === 'ask';
    if (form === 'sarif') {
      kept.push(scanned);
      continue;
    }
    const printed = form === 'json' ? `${JSON.stringify(scanned)}\n` : describeLine(scanned);
    if (!output.write(printed)) await new Promise((resume) => output.once('drain', resume));
  }
  if (form === 'sarif') output.write(`${JSON.stringify(sarifOf(kept), undefined, 2)}\n`);
  return isBlocked ? ExitCode.Failure : ExitCode.Fine;
}
