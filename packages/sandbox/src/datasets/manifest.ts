import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { formatOf, nameOf } from './formats.js';
import type { DatasetSource } from './types.js';

const manifestFile = 'datasets.json';
const texts = ['name', 'title', 'description', 'source', 'licence'] as const;

/**
 * The data files of a folder, with what its `datasets.json` says of them. A file without an entry keeps its base name.
 *
 * @throws Error when the folder cannot be read, or its `datasets.json` is not a list of entries.
 */
export async function readDataFolder(folder: string): Promise<DatasetSource[]> {
  const names = await readdir(folder);
  const entries = names.includes(manifestFile) ? await readManifest(join(folder, manifestFile)) : [];
  const described = new Map(entries.map((entry) => [entry.file.normalize('NFC'), entry]));
  const sources: DatasetSource[] = [];
  for (const file of names.toSorted()) {
    if (file === manifestFile || file.startsWith('.') || formatOf(file) === undefined) continue;
    const { file: _file, ...details } = described.get(file.normalize('NFC')) ?? { file };
    sources.push({ name: nameOf(file), ...details, path: join(folder, file) });
  }
  return sources;
}

type Entry = Omit<DatasetSource, 'path'> & { file: string };

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
