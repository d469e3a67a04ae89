import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { repository } from '../../lib/places.js';

/** How a command ended. */
export interface Ended {
  code: number | null;
  /** Both streams, as they came. */
  said: string;
}

/** Milliseconds that a command may take. */
const patienceMs = 120_000;

/** Packages that documents start with `npx -y`, where they are installed: nothing is fetched in a test. */
const installed: Readonly<Record<string, string>> = {
  '@modelcontextprotocol/server-filesystem': 'server-filesystem/dist/index.js',
  '@modelcontextprotocol/server-memory': 'server-memory/dist/index.js',
  '@modelcontextprotocol/server-everything': 'server-everything/dist/index.js',
  'some-mcp-server': 'server-everything/dist/index.js',
};

/**
 * A folder in which commands of a document run as a reader would run them: `sallyport`, `pnpm` and `npx` are on the path,
 * the home folder is its own.
 */
export class Workshop {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'sallyport-workshop-'));
  readonly #environment: NodeJS.ProcessEnv;

  constructor(more: Readonly<Record<string, string>> = {}) {
    const programs = join(this.folder, '.programs');
    mkdirSync(programs);
    for (const [name, text] of Object.entries(shims())) {
      writeFileSync(join(programs, name), text);
      chmodSync(join(programs, name), 0o755);
    }
    this.#environment = {
      PATH: [programs, dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
      HOME: this.folder,
      TMPDIR: process.env['TMPDIR'],
      ...more,
    };
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Puts a file into the folder. */
  put(name: string, text: string): void {
    mkdirSync(dirname(join(this.folder, name)), { recursive: true });
    writeFileSync(join(this.folder, name), text);
  }

  has(name: string): boolean {
    return existsSync(join(this.folder, name));
  }

  /** Runs a command line to its end, with nothing on standard input. */
  run(command: string): Promise<Ended> {
    return this.#start(command);
  }

  /** Runs a command line that goes on by itself until it says something; then ends it. */
  serve(command: string, until: RegExp): Promise<Ended> {
    return this.#start(command, until);
  }

  async #start(command: string, until?: RegExp): Promise<Ended> {
    const child = spawn('/bin/sh', ['-c', command], {
      cwd: this.folder,
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    // The shell and all that it has started.
    const end = (): void => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    };
    const timer = setTimeout(() => {
      said += `\nstopped after ${patienceMs} ms`;
      end();
    }, patienceMs);
    let said = '';
    const hear = (text: string): void => {
      said += text;
      if (until?.test(said)) end();
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    const [code] = (await once(child, 'close')) as [number | null];
    clearTimeout(timer);
    return { code, said };
  }
}

/** Does work in a workshop of its own, and takes it away. */
export async function inWorkshop<T>(
  environment: Readonly<Record<string, string>>,
  work: (workshop: Workshop) => Promise<T>,
): Promise<T> {
  const workshop = new Workshop(environment);
  try {
    return await work(workshop);
  } finally {
    workshop.close();
  }
}

/** The programs that documents name, as they are in this repository. */
function shims(): Record<string, string> {
  const node = JSON.stringify(process.execPath);
  const tool = (path: string): string =>
    `#!/bin/sh\nexec ${node} ${JSON.stringify(join(repository, path))} "$@"\n`;
  // It builds what has changed, with the pnpm of this machine and the settings that it was installed with.
  const own = `HOME=${JSON.stringify(process.env['HOME'])} PATH=${JSON.stringify(process.env['PATH'])}`;
  const script = (name: string): string =>
    `cd ${JSON.stringify(repository)} && ${own} npm_config_verify_deps_before_run=false exec ${node} --import tsx scripts/${name}.ts "$@"`;
  const servers = Object.entries(installed).map(
    ([name, file]) =>
      `  ${name}) shift; exec ${node} ${JSON.stringify(join(repository, 'scripts/node_modules/@modelcontextprotocol', file))} "$@" ;;`,
  );
  return {
    sallyport: tool('packages/proxy/bin/sallyport.js'),
    'sallyport-certs': tool('packages/certs/bin/sallyport-certs.js'),
    'sallyport-sandbox': tool('packages/sandbox/bin/sallyport-sandbox.js'),
    pnpm: `#!/bin/sh\nname=$1; shift\ncase $name in\n  ask) ${script('ask')} ;;\n  sallyport*) exec "$name" "$@" ;;\n  *) echo "pnpm $name is not for a test" >&2; exit 99 ;;\nesac\n`,
    npx: `#!/bin/sh\n[ "$1" = -y ] && shift\ncase $1 in\n${servers.join('\n')}\n  *) echo "$1 is not installed" >&2; exit 99 ;;\nesac\n`,
    node: `#!/bin/sh\nexec ${node} "$@"\n`,
    python: '#!/bin/sh\nexec python3 "$@"\n',
  };
}
