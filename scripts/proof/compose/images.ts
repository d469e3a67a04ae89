import { run, type Stack } from './engine.js';

/** The images that hold Node and one package, and nothing to look around with. */
const distroless = ['certs', 'mcp-server', 'sandbox', 'web', 'sallyport'] as const;
/** Bytes of the MCP server's image. */
const serverBytes = 320_000_000;

interface Inspected {
  Config: { User: string; Env: string[]; Labels: Record<string, string> | null };
  Size: number;
}

/** Looks at what was built: user, labels, shells, secrets in layers, size. Throws at the first thing that is wrong. */
export async function checkImages(say: (line: string) => void): Promise<void> {
  for (const name of [...distroless, 'nginx']) {
    const image = `sallyport/${name}:0.1.0`;
    const [facts] = JSON.parse((await run('docker', ['image', 'inspect', image])).out) as Inspected[];
    if (!facts) throw new Error(`there is no image ${image}`);
    // The generator drops to the owner of the mounted folder by itself; the stack gives it CAP_CHOWN alone.
    const user = facts.Config.User.split(':', 1)[0] ?? '';
    if (name !== 'certs' && (user === '' || user === '0')) throw new Error(`${image} runs as root`);
    if (!facts.Config.Labels?.['org.opencontainers.image.title']) throw new Error(`${image} has no labels`);
    const secret = facts.Config.Env.find((each) => /(?:KEY|TOKEN|PASSWORD|SECRET)=./i.test(each));
    if (secret) throw new Error(`${image} has a secret in its environment`);
    const files = await filesOf(image);
    const found = files.filter((file) =>
      /(?:^|\/)(?:ca-key|key)\.pem$|(?:^|\/)\.env(?:$|\.(?!example))|id_(?:rsa|ed25519)$/.test(file),
    );
    if (found.length > 0) throw new Error(`${image} holds ${found.join(', ')}`);
    if (name === 'nginx' ? await hasKeyFile(image) : await holdsPrivateKey(image))
      throw new Error(`${image} holds a private key`);
    const sources = files.filter((file) => /@sallyport\/[^/]+\/src\//.test(file));
    if (sources.length > 0) throw new Error(`${image} holds sources: ${sources[0]}`);
    const shells = files.filter((file) =>
      /^(?:usr\/)?(?:local\/)?s?bin\/(?:sh|bash|dash|ash|busybox)$/.test(file),
    );
    if (name !== 'nginx' && shells.length > 0) throw new Error(`${image} has a shell: ${shells.join(', ')}`);
    if (name === 'mcp-server' && facts.Size > serverBytes)
      throw new Error(`${image} has ${facts.Size} bytes`);
    say(`  ${name}: ${Math.round(facts.Size / 1e6)} MB, user ${facts.Config.User}`);
  }
}

/** The names of all files in an image: of every layer, since what a later one hides is still there. */
async function filesOf(image: string): Promise<string[]> {
  const script =
    'docker save "$0" | tar -xO --wildcards "*.tar" "blobs/*" 2>/dev/null | tar -tf - --ignore-zeros 2>/dev/null';
  const { out } = await run('sh', ['-c', script, image]);
  return out.split('\n').filter(Boolean);
}

/** The same for what lies outside the system's libraries, of which GnuTLS brings keys to test itself with. */
async function hasKeyFile(image: string): Promise<boolean> {
  const places = ['/etc', '/usr/local', '/opt', '/root', '/home', '/srv', '/tmp'];
  const args = ['run', '--rm', '--user', '0', '--entrypoint', 'grep', image, '-rqs', 'PRIVATE KEY-----'];
  return (await run('docker', [...args, ...places])).code === 0;
}

/** Whether a private key lies in any layer, under whatever name. */
async function holdsPrivateKey(image: string): Promise<boolean> {
  const script =
    'docker save "$0" | tar -xO --wildcards "*.tar" "blobs/*" 2>/dev/null | LC_ALL=C grep -aqzP -- "-----BEGIN [A-Z ]*PRIVATE KEY-----\\r?\\n[A-Za-z0-9+/=]{60}"';
  return (await run('sh', ['-c', script, image])).code === 0;
}

/** Looks at what runs: read-only root, no capability but one, no new privileges, limits. */
export async function checkContainers(stack: Stack): Promise<void> {
  for (const service of ['certs', 'sandbox', 'mcp-server', 'nginx', 'web', 'sallyport']) {
    for (const container of await stack.containers(service)) {
      const [facts] = JSON.parse((await run('docker', ['inspect', container])).out) as {
        HostConfig: {
          ReadonlyRootfs: boolean;
          CapDrop: string[] | null;
          CapAdd: string[] | null;
          SecurityOpt: string[] | null;
          Memory: number;
          PidsLimit: number | null;
          Privileged: boolean;
        };
      }[];
      const host = facts?.HostConfig;
      const added = (host?.CapAdd ?? []).map((name) => name.replace('CAP_', ''));
      const isLocked =
        host?.ReadonlyRootfs === true &&
        !host.Privileged &&
        host.CapDrop?.includes('ALL') === true &&
        added.join() === (service === 'certs' ? 'CHOWN' : '') &&
        host.SecurityOpt?.some((option) => option.startsWith('no-new-privileges')) === true &&
        host.Memory > 0 &&
        (host.PidsLimit ?? 0) > 0;
      if (!isLocked) throw new Error(`${service} is not locked: ${JSON.stringify(host)}`);
    }
  }
}
