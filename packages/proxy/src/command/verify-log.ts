import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AuditProblemCode, verifyAuditLog } from '@sallyport/audit';
import type { Command } from './command.js';
import { environment } from './env.js';
import { ExitCode } from './exit-code.js';
import { UsageError } from './usage-error.js';

const help = `sallyport verify-log: whether the audit log is whole

  sallyport verify-log                 the log in SALLYPORT_HOME/audit
  sallyport verify-log FOLDER          another log
  sallyport verify-log --json          with the head of every chain: keep them elsewhere to see later if an end was cut off

Every event carries the hash of the one before it, so that one that was changed, taken out or put in shows. A last line
that is half written is told of, and is no failure: its process ended in the middle of it.

Exit codes: 0 whole, 1 something was changed, 2 wrong usage.
`;

/** `sallyport verify-log [FOLDER]` */
export const verifyLogCommand: Command = {
  name: 'verify-log',
  summary: 'whether the audit log is whole',
  help,
  run: async (args, { output }) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    const [folder = join(environment.home, 'audit'), ...more] = positionals;
    if (more.length > 0) throw new UsageError('sallyport verify-log takes one folder.');
    const verification = await verifyAuditLog(folder);
    const { ok, files, events, chains, problems } = verification;
    if (values.json) {
      output.write(`${JSON.stringify(verification, undefined, 2)}\n`);
      return ok ? ExitCode.Fine : ExitCode.Failure;
    }
    for (const { file, line, code, message } of problems) {
      const kind = code === AuditProblemCode.TornLine ? 'note' : 'WRONG';
      output.write(`${kind}: ${join(folder, file)}${line > 0 ? `:${line}` : ''}: ${message} (${code})\n`);
    }
    const open = chains.filter(({ closed }) => !closed).length;
    const left = open > 0 ? `; ${open} not closed (still running, or killed)` : '';
    output.write(
      `${ok ? 'whole' : 'NOT WHOLE'}: ${events} events in ${files} files, ${chains.length} chains${left}\n`,
    );
    return ok ? ExitCode.Fine : ExitCode.Failure;
  },
};
