import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../../lib/places.js';
import { run } from './engine.js';

/** The user to whom the folder is given: what the generator makes has to belong to it. */
const uid = 1234;

/** The two commands of the second seed, with our folder's name: the generator by itself. */
export async function generate(say: (line: string) => void): Promise<void> {
  const built = await run(
    'docker',
    ['build', '-q', '-t', 'cert-generator', '--target', 'certs', repository],
    {
      environment: { DOCKER_BUILDKIT: '1' },
    },
  );
  if (built.code !== 0) throw new Error(`no image of the generator: ${built.err}`);
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-generator-'));
  try {
    const certs = join(folder, 'certs');
    mkdirSync(certs);
    const owned = await run('chown', [`${uid}:${uid}`, certs]);
    const { code, err } = await run('docker', ['run', '--rm', '-v', `${certs}:/certs`, 'cert-generator']);
    if (code !== 0) throw new Error(`the generator failed: ${err}`);
    for (const name of ['ca.pem', 'crl.pem', 'server/cert.pem', 'clients/web/key.pem']) {
      const path = join(certs, name);
      if (!existsSync(path)) throw new Error(`the generator made no ${name}`);
      if (owned.code === 0 && statSync(path).uid !== uid) throw new Error(`${name} is not the caller's`);
    }
    say('  docker run … cert-generator: files of the owner of the folder');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
