import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { formatOf, nameOf } from './formats.js';
import { pathsOf } from './source-files.js';
import type { DatasetSource } from './types.js';

const manifestFile = 'datasets.json';
const texts = ['name', 'title', 'description', 'source', 'licence'] as const;

/**
 * The data files of a folder, with what its `datasets.json` says of them: those that it lists in its order, then the
 * others by name. A file without an entry keeps its base name. An entry names one `file`, or `files` of one shape:
 * paths below the folder, in which `*` stands for any part of a name.
 *
 * @throws Error when the folder cannot be read, or its `datasets.json` is not a list of entries.
 */
export async function readDataFolder(folder: string): Promise<DatasetSource[]> {
  const names = await readdir(folder);
  const entries = names.includes(manifestFile) ? await readManifest(join(folder, manifestFile)) : [];
  const listed = await Promise.all(entries.map((entry) => sourceOf(folder, names, entry)));
  const sources = listed.filter((source) => source !== undefined);
  const taken = new Set(sources.flatMap((source) => pathsOf(source)));
  const others = names
    .filter((file) => file !== manifestFile && !file.startsWith('.') && formatOf(file) !== undefined)
    .toSorted((left, right) => left.localeCompare(right, 'en'))
    .map((file) => ({ name: nameOf(file), path: join(folder, file) }))
    .filter(({ path }) => !taken.has(path));
  return [...sources, ...others];
}

type Entry = Omit<DatasetSource, 'path'> & { files: string[]; isSeveral: boolean };

/** What an entry describes; `undefined` for a file that is not there. */
async function sourceOf(
  folder: string,
  names: readonly string[],
  { files, isSeveral, ...details }: Entry,
): Promise<DatasetSource | undefined> {
  if (isSeveral) {
    const found = await Promise.all(files.map((pattern) => matchingPaths(folder, pattern.split('/'))));
    return { ...details, path: [...new Set(found.flat())] };
  }
  const wanted = files[0]?.normalize('NFC');
  const file = names.find((name) => name.normalize('NFC') === wanted);
  return file === undefined ? undefined : { name: nameOf(file), ...details, path: join(folder, file) };
}

/** The files below a folder that a pattern stands for, in the order of their names. */
async function matchingPaths(folder: string, [segment = '', ...rest]: readonly string[]): Promise<string[]> {
  const pattern = new RegExp(
    `^${segment
      .split('*')
      .map((part) => escaped(part))
      .join('.*')}$`,
  );
  const entries = await readdir(folder, { withFileTypes: true });
  const wanted = entries
    .filter((entry) => (rest.length === 0 ? !entry.isDirectory() : entry.isDirectory()))
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('.') && pattern.test(name.normalize('NFC')))
    .toSorted((left, right) => left.localeCompare(right, 'en', { numeric: true }));
  if (rest.length === 0) return wanted.map((name) => join(folder, name));
  const below = await Promise.all(wanted.map((name) => matchingPaths(join(folder, name), rest)));
  return below.flat();
}

function escaped(text: string): string {
  return text.normalize('NFC').replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

async function readManifest(path: string): Promise<Entry[]> {
  const value: unknown = JSON.parse(await readFile(path, 'utf8'));
  if (!Array.isArray(value)) throw new TypeError(`${path} must be a list of entries`);
  return value.map((item: unknown, index) => readEntry(item, `${path}: entry ${index + 1}`));
}

function readEntry(item: unknown, where: string): Entry {
  if (typeof item !== 'object' || item === null) throw new TypeError(`${where} must be an object`);
  const fields = new Map<string, unknown>(Object.entries(item));
  const entry: Entry = { ...readFiles(fields, where), synthetic: fields.get('synthetic') === true };
  for (const key of texts) {
    const text = fields.get(key);
    if (typeof text === 'string') entry[key] = text;
    else if (text !== undefined) throw new TypeError(`${where}: ${key} must be a text`);
  }
  if (entry.isSeveral && entry.name === undefined)
    throw new TypeError(`${where} has files, and must have a name`);
  return entry;
}

function readFiles(fields: ReadonlyMap<string, unknown>, where: string): Pick<Entry, 'files' | 'isSeveral'> {
  const file = fields.get('file');
  if (typeof file === 'string') return { files: [basename(file)], isSeveral: false };
  const files = fields.get('files');
  if (!Array.isArray(files) || files.length === 0 || !files.every((path) => typeof path === 'string')) {
    throw new TypeError(`${where} must name its file, or list its files`);
  }
  const outside = files.find((path) =>
    path.split('/').some((part) => part === '' || part === '.' || part === '..'),
  );
  if (outside !== undefined) throw new TypeError(`${where}: ${outside} is no path below the folder`);
  return { files, isSeveral: true };
}
