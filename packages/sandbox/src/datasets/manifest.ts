import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { formatOf, nameOf } from './formats.js';
import type { DatasetSource } from './types.js';

const manifestFile = 'datasets.json';
const texts = ['name', 'title', 'description', 'source', 'licence'] as const;

/**
 * The data files of a folder, with what its `datasets.json` says of them: those that it lists in its order, then the
 * others by name. A file without an entry keeps its base name.
 *
 * @throws Error when the folder cannot be read, or its `datasets.json` is not a list of entries.
 */
export async function readDataFolder(folder: string): Promise<DatasetSource[]> {
  const names = await readdir(folder);
  const entries = names.includes(manifestFile) ? await readManifest(join(folder, manifestFile)) : [];
  const described = new Map(entries.map((entry) => [entry.file.normalize('NFC'), entry]));
  const files = names
    .filter((file) => file !== manifestFile && !file.startsWith('.') && formatOf(file) !== undefined)
    .toSorted((left, right) => left.localeCompare(right, 'en'));
  const places = [...described.keys()];
  const placeOf = (file: string): number => {
    const place = places.indexOf(file.normalize('NFC'));
    return place === -1 ? places.length : place;
  };
  return files
    .toSorted((left, right) => placeOf(left) - placeOf(right))
    .map((file) => sourceOf(join(folder, file), described.get(file.normalize('NFC'))));
}

type Entry = Omit<DatasetSource, 'path'> & { file: string };

function sourceOf(path: string, entry: Entry | undefined): DatasetSource {
  const { file = basename(path), ...details } = entry ?? {};
  return { name: nameOf(file), ...details, path };
}

async function readManifest(path: string): Promise<Entry[]> {
  const value: unknown = JSON.parse(await readFile(path, 'utf8'));
  if (!Array.isArray(value)) throw new TypeError(`${path} must be a list of entries`);
  return value.map((item: unknown, index) => readEntry(item, `${path}: entry ${index + 1}`));
}

function readEntry(item: unknown, where: string): Entry {
  if (typeof item !== 'object' || item === null) throw new TypeError(`${where} must be an object`);
  const fields = new Map<string, unknown>(Object.entries(item));
  const file = fields.get('file');
  if (typeof file !== 'string') throw new TypeError(`${where} must name its file`);
  const entry: Entry = { file, synthetic: fields.get('synthetic') === true };
  for (const key of texts) {
    const text = fields.get(key);
    if (typeof text === 'string') entry[key] = text;
    else if (text !== undefined) throw new TypeError(`${where}: ${key} must be a text`);
  }
  return entry;
}
