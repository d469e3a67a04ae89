import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { followEvents, readEvents, type EventFilter, type SecurityEvent } from '@sallyport/audit';
import type { Command, Console } from './command.js';
import { environment } from './env.js';
import { ExitCode } from './exit-code.js';
import { filterOf } from './report/event-filter.js';
import { describeEvent } from './report/event.js';
import { UsageError } from './usage-error.js';

const help = `sallyport logs: what happened

  sallyport logs                       the latest 20 events
  sallyport logs -f                    and those to come, until Ctrl-C
  sallyport logs --filter block        only blocks; an action, a kind of event or a rule may be named
  sallyport logs --filter server=files --filter action=warn -n 100
  sallyport logs --json | jq .message  as JSON, one event a line

  -n, --last N         how many (default 20)
  -f, --follow         go on with what is written from now on, by any process
  --filter WHAT        action, kind or rule, or server=, tool=, source=, kind=, action=, rule=; all given must match
  --folder FOLDER      another log (default: SALLYPORT_HOME/audit)
  --json               whole events as JSON lines

sallyport explain EVENT tells more of one.
`;

/** `sallyport logs` */
export const logsCommand: Command = {
  name: 'logs',
  summary: 'what happened: the latest events of the audit log',
  help,
  run: async (args, console) => {
    const { values } = parseArgs({
      args,
      options: {
        last: { type: 'string', short: 'n', default: '20' },
        follow: { type: 'boolean', short: 'f', default: false },
        filter: { type: 'string', multiple: true, default: [] },
        folder: { type: 'string', default: join(environment.home, 'audit') },
        json: { type: 'boolean', default: false },
      },
    });
    const last = Number(values.last);
    if (!Number.isSafeInteger(last) || last < 0) {
      throw new UsageError(`--last is a number, 0 or more, not ${JSON.stringify(values.last)}.`);
    }
    const filter = filterOf(values.filter);
    const show = (event: SecurityEvent): string =>
      values.json ? `${JSON.stringify(event)}\n` : describeEvent(event);
    if (values.follow) return follow(values.folder, filter, last, show, console);
    const events = await readEvents(values.folder, { ...filter, limit: last });
    for (const event of events) await write(console, show(event));
    if (events.length === 0) console.error.write(`sallyport: nothing in ${values.folder} matches.\n`);
    return ExitCode.Fine;
  },
};

async function follow(
  folder: string,
  filter: EventFilter,
  last: number,
  show: (event: SecurityEvent) => string,
  console: Console,
): Promise<ExitCode> {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  process.once('SIGINT', end).once('SIGTERM', end);
  console.output.once('error', end);
  // The follower takes its place first, so that nothing falls between the two readings.
  const coming = followEvents(folder, { filter, signal: ending.signal });
  let next = coming.next();
  const shown = new Set<string>();
  for (const event of await readEvents(folder, { ...filter, limit: last })) {
    shown.add(event.id);
    await write(console, show(event));
  }
  for (let { done, value } = await next; done !== true; { done, value } = await next) {
    if (value !== undefined && !shown.delete(value.id)) await write(console, show(value));
    next = coming.next();
  }
  process.off('SIGINT', end).off('SIGTERM', end);
  return ExitCode.Fine;
}

async function write({ output }: Console, text: string): Promise<void> {
  if (!output.write(text)) await new Promise((resume) => output.once('drain', resume));
}
