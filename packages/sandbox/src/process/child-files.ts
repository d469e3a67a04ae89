import { existsSync, lstatSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a child must be able to read, and nothing else of this machine. */
export interface ChildFiles {
  node: string;
  /** The program that children run. */
  program: string;
  /** The program that tries, in the place of a child, what the jail lets through. */
  probe: string;
  /** Files and folders, by the path under which the child looks for them. */
  readable: Map<string, string>;
  /** Links by their path. */
  links: Map<string, string>;
}

/** This package's folder, whether this module runs from `dist` or, in tests, from `src`. */
const packageFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Libraries that polars loads beside those that Node itself has loaded. */
const furtherLibraries = ['libgcc_s.so.1', 'libm.so.6', 'libdl.so.2', 'libpthread.so.0', 'librt.so.1'];

/** The files of Node, of this package and of what it depends on at run time. */
export function findChildFiles(): ChildFiles {
  const node = realpathSync(process.execPath);
  // Node 20 cannot run TypeScript: from its sources, too, this package's children run what was built.
  const built = join(packageFolder, 'dist', 'process');
  const files: ChildFiles = {
    node,
    program: join(built, 'child', 'main.js'),
    probe: join(built, 'probe', 'main.js'),
    readable: new Map([[node, node]]),
    links: new Map(),
  };
  for (const library of sharedLibraries()) files.readable.set(library, realpathSync(library));
  for (const part of ['dist', 'package.json']) {
    const path = join(packageFolder, part);
    files.readable.set(path, path);
  }
  addDependencies(
    packageFolder,
    [join(packageFolder, 'node_modules'), ...parentModules(packageFolder)],
    files,
    new Set(),
  );
  return files;
}

function sharedLibraries(): string[] {
  const report = process.report.getReport() as unknown as { sharedObjects?: string[] };
  const loaded = (report.sharedObjects ?? []).filter((path) => path.startsWith('/') && existsSync(path));
  const libc = loaded.find((path) => /\/(?:libc|ld-musl)[^/]*\.so/.test(path));
  if (libc === undefined) return loaded;
  const further = furtherLibraries
    .map((name) => join(dirname(libc), name))
    .filter((path) => existsSync(path));
  return [...new Set([...loaded, ...further])];
}

/** `node_modules` folders of the folders above. */
function parentModules(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [] : [join(parent, 'node_modules'), ...parentModules(parent)];
}

interface Manifest {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

function addDependencies(
  folder: string,
  lookup: readonly string[],
  files: ChildFiles,
  seen: Set<string>,
): void {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const names = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
  for (const name of names) {
    const path = lookup.map((modules) => join(modules, name)).find((candidate) => existsSync(candidate));
    // An optional dependency of another platform is not installed.
    if (path === undefined) continue;
    const real = realpathSync(path);
    if (lstatSync(path).isSymbolicLink()) files.links.set(path, real);
    files.readable.set(real, real);
    if (seen.has(real)) continue;
    seen.add(real);
    addDependencies(real, [join(real, 'node_modules'), ...parentModules(real)], files, seen);
  }
}
