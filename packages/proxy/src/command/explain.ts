import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readEvents } from '@sallyport/audit';
import type { Command } from './command.js';
import { environment } from './env.js';
import { ExitCode } from './exit-code.js';
import { explainEvent } from './report/event.js';
import { UsageError } from './usage-error.js';

const help = `sallyport explain: one event in full, and what to do next

  sallyport explain 01KAJ2V5Q2R8GZ0M4N7X1Y9ABC   the id that an error, the log or standard error gave
  sallyport explain last                         the latest event that kept something back
  sallyport explain 01KAJ2V5Q2R8GZ0M4N7X1Y9ABC --json

  --folder FOLDER      another log (default: SALLYPORT_HOME/audit)
  --json               the event as JSON
`;

/** `sallyport explain EVENT` */
export const explainCommand: Command = {
  name: 'explain',
  summary: 'one event in full, and what to do next',
  help,
  run: async (args, { output }) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        folder: { type: 'string', default: join(environment.home, 'audit') },
        json: { type: 'boolean', default: false },
      },
    });
    const [id, ...more] = positionals;
    if (id === undefined || more.length > 0) {
      throw new UsageError('sallyport explain takes the id of one event. See: sallyport logs');
    }
    const [event] =
      id === 'last'
        ? (
            await Promise.all(
              (['block', 'strip'] as const).map((action) => readEvents(values.folder, { action, limit: 1 })),
            )
          )
            .flat()
            .toSorted((a, b) => (a.id < b.id ? 1 : -1))
        : await readEvents(values.folder, { id: id.toUpperCase(), limit: 1 });
    if (!event) {
      const what = id === 'last' ? 'no event that kept something back' : `no event ${JSON.stringify(id)}`;
      throw new UsageError(`There is ${what} in ${values.folder}. See: sallyport logs`);
    }
    output.write(values.json ? `${JSON.stringify(event, undefined, 2)}\n` : explainEvent(event));
    return ExitCode.Fine;
  },
};
