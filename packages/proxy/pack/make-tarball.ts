import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, type Metafile } from 'esbuild';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const repository = resolve(packageFolder, '..', '..');
const builtFolder = join(packageFolder, 'dist');

interface Manifest {
  version: string;
  description: string;
  license: string;
}

/**
 * Packs the command as it would be published: a package `sallyport` with all that it imports bundled in, so that it depends on
 * nothing and needs no build. The packages have to be built.
 *
 * @param folder where it is put together, anew, and where the tarball is written.
 * @returns the path of the tarball.
 */
export async function makeTarball(folder: string): Promise<string> {
  const staging = join(folder, 'package');
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  const metafile = await bundle(staging);
  writeManifest(staging);
  cpSync(join(packageFolder, 'bin'), join(staging, 'bin'), { recursive: true });
  cpSync(join(packageFolder, 'README.md'), join(staging, 'README.md'));
  cpSync(join(repository, 'LICENSE'), join(staging, 'LICENSE'));
  writeFileSync(join(staging, 'THIRD-PARTY-LICENSES.txt'), licencesOf(metafile));
  const { stdout } = await promisify(execFile)('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: staging,
    shell: process.platform === 'win32',
  });
  const [packed] = JSON.parse(stdout) as { filename: string }[];
  if (packed === undefined) throw new Error('npm pack made no tarball.');
  return join(folder, packed.filename);
}

/** Two programs, the command and the demo's server, that share their parts; what is imported late stays apart. */
async function bundle(staging: string): Promise<Metafile> {
  const { metafile } = await build({
    entryPoints: {
      'command/main': join(builtFolder, 'command', 'main.js'),
      'demo/server': join(builtFolder, 'command', 'demo', 'server.js'),
    },
    outdir: join(staging, 'lib'),
    entryNames: '[name]',
    chunkNames: 'part-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    metafile: true,
    legalComments: 'none',
    // A part that is only half built.
    logOverride: { 'import-is-undefined': 'error' },
    // A drawing library that linkedom uses where it is installed.
    external: ['canvas'],
    banner: {
      js: "import { createRequire as sallyportRequire } from 'node:module'; const require = sallyportRequire(import.meta.url);",
    },
  });
  for (const [place, program] of [
    [['dist', 'command', 'main.js'], '../../lib/main.js'],
    [['dist', 'command', 'demo', 'server.js'], '../../../lib/server.js'],
  ] as const) {
    const file = join(staging, ...place);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `import '${program}';\n`);
  }
  return metafile;
}

function writeManifest(staging: string): void {
  const { version, description, license } = JSON.parse(
    readFileSync(join(packageFolder, 'package.json'), 'utf8'),
  ) as Manifest;
  const { engines } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    engines: Record<string, string>;
  };
  const manifest = {
    name: 'sallyport',
    version,
    description,
    license,
    type: 'module',
    engines,
    bin: { sallyport: 'bin/sallyport.js' },
    files: ['bin', 'dist', 'lib', 'THIRD-PARTY-LICENSES.txt'],
  };
  writeFileSync(join(staging, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** The licences of all packages of others whose code is in the bundle. */
function licencesOf({ inputs }: Metafile): string {
  const folders = new Set(
    Object.keys(inputs).flatMap((input) => {
      const file = resolve(input);
      const [, folder] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file.split(sep).join('/')) ?? [];
      return folder === undefined || !existsSync(join(folder, 'package.json')) ? [] : [folder];
    }),
  );
  const texts = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    ) as Record<string, string>;
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  return texts.toSorted().join(`\n${'-'.repeat(80)}\n\n`);
}
