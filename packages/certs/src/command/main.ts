import { parseArgs } from 'node:util';
import { CertificateError } from '../errors.js';
import { becomeOwner } from './become-owner.js';
import { runCommand } from './commands.js';
import { certificateFolder } from './env.js';
import { help } from './help.js';
import { UsageError } from './usage-error.js';

const DAY_MS = 86_400_000;

/** The `sallyport-certs` command. Exit codes: 0 fine, 1 failure, 2 usage. */
async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      dir: { type: 'string', default: certificateFolder },
      days: { type: 'string' },
      client: { type: 'boolean', default: false },
      server: { type: 'boolean', default: false },
      name: { type: 'string', multiple: true },
      overwrite: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      plan: { type: 'string' },
      once: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      'as-owner': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [command, ...names] = positionals;
  if (values.help || command === undefined) {
    process.stdout.write(help);
    return values.help ? 0 : 2;
  }
  const days = values.days === undefined ? undefined : Number(values.days);
  if (days !== undefined && !(days > 0))
    throw new UsageError(`--days ${values.days} is not a number of days.`);
  if (values['as-owner']) await becomeOwner(values.dir);
  const output = await runCommand(command, names, {
    folder: values.dir,
    validityMs: days === undefined ? undefined : days * DAY_MS,
    kind: values.client === values.server ? undefined : values.client ? 'client' : 'server',
    extraNames: values.name ?? [],
    overwrite: values.overwrite,
    json: values.json,
    plan: values.plan,
    once: values.once,
    check: values.check,
  });
  process.stdout.write(output.text);
  return output.exitCode;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (CertificateError.isInstance(error)) {
    process.stderr.write(`sallyport-certs: ${error.message}\n  ${error.remedy}\n`);
    process.exitCode = 1;
  } else if (
    error instanceof UsageError ||
    (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')
  ) {
    process.stderr.write(`sallyport-certs: ${(error as Error).message}\n  See: sallyport-certs --help\n`);
    process.exitCode = 2;
  } else {
    process.stderr.write(`sallyport-certs: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
