import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CertificateError, CertificateErrorCode } from '../errors.js';
import { authorityFiles, leafFiles } from '../places.js';
import { readTlsFiles } from '../read.js';
import type { DeploymentTarget } from './plan.js';

/** A key can be read by its owner alone; what is public, by everyone who sees the folder. */
const secretMode = 0o400;
const publicMode = 0o444;

/** What lies in each place, by path: the digest of what was written there by this process. */
export type Written = Map<string, string>;

/**
 * Hands a target what it needs and has not got. Each file is written whole, given to its owner and then renamed into
 * place, the key before its certificate, so that a reader finds a pair that belongs together by reading again. The
 * folders stay this process's own: a service cannot change what it is given.
 *
 * @returns whether anything was new
 * @throws CertificateError `not-permitted` where this process may not give files away
 */
export async function distribute(
  authority: string,
  target: DeploymentTarget,
  written: Written,
): Promise<boolean> {
  const files = await filesOf(authority, target);
  let isNew = false;
  for (const { path, content, mode } of files) {
    const digest = createHash('sha256').update(content).digest('hex');
    if (written.get(path) === digest) continue;
    await writeFor(path, content, mode, target);
    written.set(path, digest);
    isNew = true;
  }
  return isNew;
}

interface DeployedFile {
  path: string;
  content: Buffer;
  mode: number;
}

async function filesOf(authority: string, { folder, leaves }: DeploymentTarget): Promise<DeployedFile[]> {
  const source = authorityFiles(authority);
  const place = authorityFiles(folder);
  const files: DeployedFile[] = [
    { path: place.certificate, content: await readFile(source.certificate), mode: publicMode },
    { path: place.revocationList, content: await readFile(source.revocationList), mode: publicMode },
  ];
  for (const leaf of leaves) {
    const { cert, key } = await readTlsFiles(authority, leaf);
    const places = leafFiles(folder, leaf);
    files.push({ path: places.key, content: key, mode: secretMode });
    files.push({ path: places.certificate, content: cert, mode: publicMode });
  }
  return files;
}

async function writeFor(
  path: string,
  content: Buffer,
  mode: number,
  { uid, gid }: DeploymentTarget,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o755 });
  const temporary = join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(content);
      if (uid !== process.getuid?.() || gid !== process.getgid?.()) await file.chown(uid, gid);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    if ((cause as NodeJS.ErrnoException).code !== 'EPERM') throw cause;
    throw new CertificateError(
      CertificateErrorCode.NotPermitted,
      `${path} cannot be given to the user ${uid} and the group ${gid}.`,
      'Run the deployment as root with the capability CAP_CHOWN, or name its own user in the plan.',
      { cause },
    );
  }
}
