import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** One member of the workspace. */
export interface Member {
  /** Its name without the scope: `agent`. */
  name: string;
  folder: string;
  isApp: boolean;
  /** Siblings that its programs depend on. */
  dependencies: string[];
  /** Siblings that only its tests and its build depend on. */
  devDependencies: string[];
}

/** One import in a source file of a member. */
export interface Import {
  member: Member;
  /** The file, from the repository's root. */
  file: string;
  isTest: boolean;
  isTypeOnly: boolean;
  specifier: string;
}

interface Manifest {
  name: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const scope = '@sallyport/';
const notSource = new Set(['node_modules', 'dist', '.next', '.results']);
const testFile = /(^|\/)(test|e2e|bench)\/|\.test\.tsx?$|\.config\.ts$/;

/** The workspace's members, by their manifests. */
export function members(): Member[] {
  const folders = ['apps', 'packages'].flatMap((parent) =>
    readdirSync(join(repository, parent)).map((name) => join(repository, parent, name)),
  );
  return [...folders, join(repository, 'scripts')]
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => {
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
      return {
        name: manifest.name.slice(scope.length),
        folder,
        isApp: relative(repository, folder).startsWith('apps'),
        dependencies: siblingsIn(manifest.dependencies),
        devDependencies: siblingsIn(manifest.devDependencies),
      };
    });
}

/** The sibling that a specifier names: `agent` for `@sallyport/agent/mtls`. */
export function siblingOf(specifier: string): string | undefined {
  return specifier.startsWith(scope) ? specifier.slice(scope.length).split('/')[0] : undefined;
}

/** Whether a relative import leaves the folder of its member. */
export function leavesItsMember({ member, file, specifier }: Import): boolean {
  if (!specifier.startsWith('.')) return false;
  return relative(member.folder, resolve(dirname(join(repository, file)), specifier)).startsWith('..');
}

/** Every import in the sources of a member, tests included. */
export function importsOf(member: Member): Import[] {
  return sourcesIn(member.folder).flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    const isTest = testFile.test(relative(member.folder, path));
    const file = relative(repository, path);
    const found = [
      ...text.matchAll(/^(?:import|export)(?<type> type)? [^;'"=]*?\bfrom '(?<specifier>[^']+)'/gm),
      ...text.matchAll(/^import '(?<specifier>[^']+)'/gm),
      ...text.matchAll(/\bimport\('(?<specifier>[^']+)'\)/g),
    ];
    return found.map(({ groups }) => ({
      member,
      file,
      isTest,
      isTypeOnly: groups?.['type'] !== undefined,
      specifier: groups?.['specifier'] ?? '',
    }));
  });
}

function siblingsIn(dependencies: Record<string, string> = {}): string[] {
  return Object.keys(dependencies).flatMap((name) => siblingOf(name) ?? []);
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (notSource.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesIn(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}
