import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AuthorityError, createAuthority, longestOrganisation } from '../../egress/tls/authority.js';
import {
  authorityFiles,
  fingerprintOf,
  writeAuthority,
  type AuthorityFiles,
} from '../../egress/tls/authority-files.js';
import { tlsLimits } from '../../egress/tls/limits.js';
import type { Command, Console } from '../command.js';
import { environment } from '../env.js';
import { ExitCode } from '../exit-code.js';
import { UsageError } from '../usage-error.js';
import { durationOf } from './duration.js';
import { trustStore } from './trust-store.js';

const help = `sallyport tls: the authority that signs for the hosts whose TLS is intercepted

  sallyport tls init                make it: ca.pem, ca-key.pem and ca-bundle.pem in SALLYPORT_HOME (~/.sallyport)
  sallyport tls show-ca             print its certificate and fingerprint
  sallyport tls show-ca > ca.pem    for a machine or a container that is to trust it
  sallyport tls install-ca          have this system trust it (needs to be root)
  sallyport tls install-ca --print  only say what would be done

  --out FOLDER         another folder (default: SALLYPORT_HOME)
  --org NAME           of init: whose it is, in its name (default Sallyport)
  --validity DURATION  of init: how long it is valid, such as 3650d or 87600h (default 3650d)
  --force              of init: replace the one that is there; every program has to trust the new one
  --print              of install-ca: change nothing

The key never leaves ca-key.pem: keep the file to the machine that runs sallyport. Programs that do not ask the system
take ca-bundle.pem (the system's authorities and this one) in SSL_CERT_FILE, REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE or
GIT_SSL_CAINFO, and ca.pem in NODE_EXTRA_CA_CERTS; sallyport exec sets them.
`;

interface Call {
  readonly files: AuthorityFiles;
  readonly organisation: string;
  readonly validity: string;
  readonly force: boolean;
  readonly print: boolean;
}

const verbs: Readonly<Record<string, (call: Call, console: Console) => ExitCode>> = {
  init,
  'show-ca': showAuthority,
  'install-ca': installAuthority,
};

/** `sallyport tls init|show-ca|install-ca` */
export const tlsCommand: Command = {
  name: 'tls',
  summary: 'the authority for intercepting TLS: make it, show it, have it trusted',
  help,
  run: (args, console) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        out: { type: 'string', default: environment.home },
        org: { type: 'string', default: 'Sallyport' },
        validity: { type: 'string', default: '3650d' },
        force: { type: 'boolean', default: false },
        print: { type: 'boolean', default: false },
      },
    });
    const [verb, ...more] = positionals;
    const act = verb !== undefined && Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
    if (!act || more.length > 0) {
      const given = verb === undefined ? 'nothing' : JSON.stringify(positionals.join(' '));
      throw new UsageError(`sallyport tls takes init, show-ca or install-ca, not ${given}.`);
    }
    const { out, org: organisation, ...options } = values;
    return Promise.resolve(act({ files: authorityFiles(resolve(out)), organisation, ...options }, console));
  },
};

function init({ files, organisation, validity, force }: Call, { output }: Console): ExitCode {
  if (organisation.length > longestOrganisation || !/^[\w .,'&-]+$/.test(organisation))
    throw new UsageError(`--org takes up to ${longestOrganisation} letters, digits, blanks and . , ' & -`);
  const validityMs = durationOf(validity);
  if (validityMs === undefined || validityMs > tlsLimits.longestAuthorityMs)
    throw new UsageError(`--validity is a number of days or hours such as 3650d or 87600h, up to 30 years.`);
  const authority = createAuthority({ organisation, validityMs });
  writeAuthority(files, authority, { force });
  output.write(
    [
      `made: ${files.certificate}`,
      `      ${files.key} (yours alone: it stays on this machine)`,
      `      ${files.bundle} (the system's authorities and this one)`,
      `SHA-256 ${fingerprintOf(authority.certificate)}`,
      '',
      'Next: set tls_interception.enabled to true in the configuration of sallyport run, and have your programs trust',
      'it: sallyport exec -- COMMAND does so for one, sallyport tls install-ca for this system.',
      '',
    ].join('\n'),
  );
  return ExitCode.Fine;
}

function showAuthority({ files }: Call, { output }: Console): ExitCode {
  const pem = certificateIn(files);
  output.write(`# SHA-256 ${fingerprintOf(pem)}\n${pem.trim()}\n`);
  return ExitCode.Fine;
}

function installAuthority({ files, print }: Call, { output, error }: Console): ExitCode {
  const fingerprint = fingerprintOf(certificateIn(files));
  const store = trustStore(process.platform, existsSync);
  if (!store) {
    error.write(
      `sallyport: where this system keeps its trusted authorities is not known. Add ${files.certificate} by its own means.\n`,
    );
    return ExitCode.Failure;
  }
  const commands = store.commands(files.certificate);
  if (print) {
    output.write(`${commands.join('\n')}\n`);
    return ExitCode.Fine;
  }
  if (process.getuid?.() !== 0) {
    error.write(
      `sallyport: only root may change what this system trusts. Run:\n  ${commands.join('\n  ')}\n`,
    );
    return ExitCode.Failure;
  }
  if (store.target !== undefined) {
    mkdirSync(dirname(store.target), { recursive: true });
    copyFileSync(files.certificate, store.target);
  }
  const [program, ...args] = store.refresh(files.certificate);
  const { status, stderr, error: failure } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) {
    error.write(`sallyport: ${program} failed: ${failure?.message ?? stderr.trim()}\n`);
    return ExitCode.Failure;
  }
  output.write(`this system trusts ${files.certificate} now\nSHA-256 ${fingerprint}\n`);
  return ExitCode.Fine;
}

function certificateIn({ certificate }: AuthorityFiles): string {
  try {
    return readFileSync(certificate, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    throw new AuthorityError(`${certificate} is not there.`, 'Make an authority: sallyport tls init', {
      cause,
    });
  }
}
