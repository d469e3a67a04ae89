import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Things that no program may reach, and the signs that one did. */
export class Canaries {
  readonly #folder = mkdtempSync(join(tmpdir(), 'sallyport-canaries-'));
  readonly #secretName = `CANARY_${randomBytes(6).toString('hex')}`;
  readonly #secret = `env-${randomBytes(12).toString('hex')}`;
  readonly #fileText = `file-${randomBytes(12).toString('hex')}`;
  readonly #writable = join(this.#folder, 'writable');
  readonly #file = join(this.#folder, 'secret.txt');
  readonly #server: Server;
  readonly #calls: string[] = [];
  #url = '';

  private constructor() {
    process.env[this.#secretName] = this.#secret;
    mkdirSync(this.#writable, { mode: 0o777 });
    writeFileSync(this.#file, `${this.#fileText}\n`);
    this.#server = createServer((request, response) => {
      this.#calls.push(`${request.method ?? ''} ${request.url ?? ''}`);
      response.end('a,b\n1,2\n');
    });
  }

  static async open(): Promise<Canaries> {
    const canaries = new Canaries();
    await new Promise<void>((resolve) => {
      canaries.#server.listen(0, '127.0.0.1', resolve);
    });
    const address = canaries.#server.address();
    canaries.#url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
    return canaries;
  }

  /** A program with the words of an attack, and those of the published collections, replaced by what they stand for. */
  fill(code: string): string {
    return code
      .replaceAll('@SECRET@', this.#secretName)
      .replaceAll('@FILE@', this.#file)
      .replaceAll('@FOLDER@', this.#writable)
      .replaceAll('@URL@', this.#url)
      .replaceAll('SECRET_CANARY', this.#secretName)
      .replaceAll('/canary/canary.txt', this.#file)
      .replaceAll('/canary/', `${this.#writable}/`)
      .replaceAll(/http:\/\/127\.0\.0\.1:\d+\/(?=\w)/g, this.#url);
  }

  /** The first sign that something was reached since the last look, or undefined. */
  sign(code: string, seen: unknown): string | undefined {
    const text = JSON.stringify(seen) ?? '';
    if (text.includes(this.#secret)) return 'the secret of the environment';
    if (text.includes(this.#fileText)) return 'the text of a file';
    const account = readFileSync('/etc/passwd', 'utf8').split('\n', 1)[0] ?? '';
    if (account !== '' && text.includes(account) && !code.includes(account))
      return 'the accounts of the machine';
    const call = this.#calls.splice(0)[0];
    if (call !== undefined) return `a call over the network: ${call}`;
    const written = readdirSync(this.#writable)[0];
    if (written === undefined) return undefined;
    rmSync(join(this.#writable, written), { recursive: true, force: true });
    return `a file that was written: ${written}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
    rmSync(this.#folder, { recursive: true, force: true });
    Reflect.deleteProperty(process.env, this.#secretName);
  }
}
