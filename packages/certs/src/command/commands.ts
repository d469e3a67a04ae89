import { ensureCertificates } from '../ensure.js';
import type { LedgerEntry } from '../ledger.js';
import { initialise, issue, renew, revoke } from '../operations.js';
import { describe, verify } from '../verify.js';
import { runDeploy } from './deploy-command.js';
import { UsageError } from './usage-error.js';

/** What the options of the command say. */
export interface CommandOptions {
  folder: string;
  validityMs: number | undefined;
  kind: 'client' | 'server' | undefined;
  extraNames: string[];
  overwrite: boolean;
  json: boolean;
  /** The plan of a deployment. */
  plan: string | undefined;
  /** Ends after the first round of a deployment. */
  once: boolean;
  /** Only tells whether a deployment is complete and alive. */
  check: boolean;
}

/** What a command prints, and its exit code. */
export interface CommandOutput {
  text: string;
  exitCode: number;
}

/** Runs one subcommand. Throws a {@link UsageError} or a CertificateError. */
export async function runCommand(
  command: string,
  names: readonly string[],
  options: CommandOptions,
): Promise<CommandOutput> {
  const { folder, validityMs } = options;
  const validity = validityMs === undefined ? {} : { validityMs };
  switch (command) {
    case 'init':
      return issuedOutput(
        await initialise(folder, { clients: names, overwrite: options.overwrite, ...validity }),
        options,
      );
    case 'ensure':
      return ensureOutput(names, options);
    case 'issue': {
      if (!options.kind) throw new UsageError('issue wants exactly one of --client and --server.');
      const owner = { kind: options.kind, name: onlyName(command, names) };
      const entry = await issue(folder, owner, {
        overwrite: options.overwrite,
        extraNames: options.extraNames,
        ...validity,
      });
      return issuedOutput([entry], options);
    }
    case 'renew':
      return issuedOutput(await renew(folder, names), options);
    case 'revoke':
      return issuedOutput(await revoke(folder, onlyName(command, names)), options);
    case 'deploy':
      return runDeploy(options);
    case 'show':
      return showOutput(options);
    case 'verify':
      return verifyOutput(options);
    default:
      throw new UsageError(`There is no command ${JSON.stringify(command)}.`);
  }
}

async function ensureOutput(
  names: readonly string[],
  { folder, json }: CommandOptions,
): Promise<CommandOutput> {
  const ensured = await ensureCertificates(folder, names);
  if (json) return { text: `${JSON.stringify({ folder, ...ensured })}\n`, exitCode: 0 };
  const { created, renewed } = ensured;
  const what = created
    ? 'made everything'
    : renewed.length > 0
      ? `renewed ${renewed.join(', ')}`
      : 'all is in force';
  return { text: `${what}\nin ${folder}\n`, exitCode: 0 };
}

function onlyName(command: string, names: readonly string[]): string {
  const [name, ...more] = names;
  if (name === undefined || more.length > 0) throw new UsageError(`${command} wants exactly one name.`);
  return name;
}

function issuedOutput(entries: readonly LedgerEntry[], { json, folder }: CommandOptions): CommandOutput {
  if (json) return { text: `${JSON.stringify({ folder, certificates: entries })}\n`, exitCode: 0 };
  const lines = entries.map((entry) =>
    entry.revokedAt
      ? `revoked   ${entry.kind} ${entry.name} (serial ${entry.serial})`
      : `issued    ${entry.kind} ${entry.name}, until ${entry.notAfter.slice(0, 10)}`,
  );
  return { text: `${[...lines, `in ${folder}`].join('\n')}\n`, exitCode: 0 };
}

async function showOutput({ json, folder }: CommandOptions): Promise<CommandOutput> {
  const reports = await describe(folder);
  if (json) return { text: `${JSON.stringify(reports)}\n`, exitCode: 0 };
  const lines = reports.map((report) => {
    const names = [...report.dnsNames, ...report.ipAddresses, ...report.uris].join(', ');
    const end = report.validTo.toISOString().slice(0, 10);
    return `${report.kind.padEnd(9)}  ${report.name}: ${report.state}, until ${end}\n           ${names || 'signs the leaves'}\n           ${report.path}`;
  });
  return { text: `${lines.join('\n')}\n`, exitCode: 0 };
}

async function verifyOutput({ json, folder }: CommandOptions): Promise<CommandOutput> {
  const problems = await verify(folder);
  const exitCode = problems.length > 0 ? 1 : 0;
  if (json) return { text: `${JSON.stringify({ ok: exitCode === 0, problems })}\n`, exitCode };
  if (exitCode === 0) return { text: `Everything in ${folder} is in order.\n`, exitCode };
  return { text: `${problems.map(({ path, message }) => `${path} ${message}`).join('\n')}\n`, exitCode };
}
