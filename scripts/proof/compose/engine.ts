import { spawn } from 'node:child_process';

/** What a program printed, and how it ended. */
export interface Ended {
  code: number;
  out: string;
  err: string;
}

/** Runs a program to its end. `input` goes to its standard input. */
export function run(
  command: string,
  args: readonly string[],
  {
    input = '',
    seconds = 600,
    environment = {},
  }: { input?: string; seconds?: number; environment?: Record<string, string> } = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...process.env, ...environment }, timeout: seconds * 1_000 });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, out, err }));
    // A program that ends before it has read its input is judged by its exit code.
    child.stdin.on('error', () => undefined).end(input);
  });
}

/** Why no stack can be run here; undefined where an engine answers. `DOCKER_HOST` says where it is. */
export async function whyNoEngine(): Promise<string | undefined> {
  try {
    const { code, err } = await run('docker', ['version'], { seconds: 30 });
    return code === 0 ? undefined : `no Docker engine answers (${err.trim().split('\n').at(-1)})`;
  } catch {
    return 'there is no docker command';
  }
}

/** One stack of this repository under a name of its own. */
export class Stack {
  readonly #command: string[];
  readonly #environment: Record<string, string>;

  private constructor(command: string[], environment: Record<string, string>) {
    this.#command = command;
    this.#environment = environment;
  }

  /** Compose v2 where it is, else docker-compose. */
  static async open(folder: string, project: string, environment: Record<string, string>): Promise<Stack> {
    const isPlugin = (await run('docker', ['compose', 'version'], { seconds: 30 })).code === 0;
    const command = isPlugin ? ['docker', 'compose'] : ['docker-compose'];
    return new Stack(
      [...command, '--project-directory', folder, '-f', `${folder}/docker-compose.yaml`, '-p', project],
      {
        DOCKER_BUILDKIT: '1',
        COMPOSE_DOCKER_CLI_BUILD: '1',
        ...environment,
      },
    );
  }

  /** Runs a subcommand of compose; throws with what it said when it fails. */
  async compose(
    args: readonly string[],
    options: { input?: string; seconds?: number } = {},
  ): Promise<string> {
    const { code, out, err } = await this.tryCompose(args, options);
    if (code !== 0)
      throw new Error(`compose ${args.join(' ')} ended with ${code}:\n${(err + out).slice(-2_000)}`);
    return out;
  }

  tryCompose(args: readonly string[], options: { input?: string; seconds?: number } = {}): Promise<Ended> {
    const [command = '', ...first] = this.#command;
    return run(command, [...first, ...args], { ...options, environment: this.#environment });
  }

  /** The ids of a service's containers. */
  async containers(service: string): Promise<string[]> {
    return (await this.compose(['ps', '-q', service])).split('\n').filter(Boolean);
  }

  /** Runs a program of Node's inside a service's first container. */
  async node(service: string, program: string, args: readonly string[] = [], seconds = 120): Promise<Ended> {
    const [container = ''] = await this.containers(service);
    const command = ['exec', '-i', container, '/nodejs/bin/node', '--input-type=module', '-', ...args];
    return run('docker', command, { input: program, seconds });
  }

  /** Resolves when every container of a service is healthy. */
  async healthy(service: string, count = 1, seconds = 300): Promise<void> {
    const deadline = Date.now() + seconds * 1_000;
    for (;;) {
      const states = await Promise.all((await this.containers(service)).map(healthOf));
      if (states.length === count && states.every((state) => state === 'healthy')) return;
      if (Date.now() > deadline)
        throw new Error(`${service} is not healthy: ${states.join(', ') || 'no container'}`);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}

async function healthOf(container: string): Promise<string> {
  const { out } = await run('docker', ['inspect', '-f', '{{.State.Health.Status}}', container]);
  return out.trim();
}
