import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join, relative } from 'node:path';
import { repository } from '../../lib/places.js';
import { asArgument, asResult, type BenignMessage } from './message.js';

/** Larger files come in parts to a model, too. */
const largestFile = 400_000;

interface Kind {
  readonly group: string;
  /** How many files; the sample is the same for the same lockfile. */
  readonly most: number;
  isOne(name: string): boolean;
}

const isMinified = (name: string): boolean => /\.min\.[cm]?js$|\.umd\.js$|\.bundle\.js$/.test(name);

const kinds: readonly Kind[] = [
  { group: 'READMEs and changelogs', most: 1200, isOne: (name) => /\.(?:md|mdx|markdown)$/i.test(name) },
  { group: 'minified bundles', most: 150, isOne: isMinified },
  { group: 'sources', most: 2000, isOne: (name) => /\.(?:[cm]?[jt]sx?|py|css|html?)$/.test(name) },
  { group: 'data files', most: 600, isOne: (name) => /\.(?:json|ya?ml|txt|map|svg|xml|csv)$/.test(name) },
];

/** Files of the packages that the project stands on: a sample that is the same for the same lockfile. */
export function* packageFiles(share: number): Generator<BenignMessage> {
  const byKind = new Map<Kind, string[]>(kinds.map((kind) => [kind, []]));
  for (const path of filesBelow(join(repository, 'node_modules/.pnpm'))) {
    const kind = kinds.find((each) => each.isOne(basename(path)));
    if (kind) byKind.get(kind)?.push(path);
  }
  for (const [{ group, most }, paths] of byKind) {
    const ranked = paths
      .map((path) => ({ path, rank: rankOf(path) }))
      .sort((a, b) => a.rank.localeCompare(b.rank));
    for (const { path } of ranked.slice(0, Math.ceil(most * share))) {
      const text = readFileSync(path, 'utf8');
      const name = relative(join(repository, 'node_modules/.pnpm'), path);
      yield asResult(group, name, text);
      yield asArgument(group, name, text);
    }
  }
}

/** The project's own texts: the documents that speak of attacks, the lockfile, the data that it ships. */
export function* ownFiles(): Generator<BenignMessage> {
  const documents = [
    ...[...filesBelow(join(repository, 'docs'))].filter((path) => path.endsWith('.md')),
    ...['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'certs/README.md'].map((name) =>
      join(repository, name),
    ),
    ...['packages', 'apps'].flatMap((folder) =>
      readdirSync(join(repository, folder)).map((name) => join(repository, folder, name, 'README.md')),
    ),
  ];
  for (const path of documents) {
    const text = textOf(path);
    if (text !== undefined) yield asResult('own documents', relative(repository, path), text);
  }
  const lockfile = readFileSync(join(repository, 'pnpm-lock.yaml'), 'utf8');
  yield asResult('lockfile', 'pnpm-lock.yaml', lockfile);
  for (const [index, part] of partsOf(lockfile, 20_000).entries()) {
    yield asResult('lockfile', `pnpm-lock.yaml, part ${index}`, part);
    yield asArgument('lockfile', `pnpm-lock.yaml, part ${index}`, part);
  }
  const data = join(repository, 'apps/mcp-server/data');
  for (const name of readdirSync(data).filter((each) => /\.(?:csv|json)$/.test(each))) {
    for (const [index, part] of partsOf(readFileSync(join(data, name), 'utf8'), 50_000)
      .slice(0, 20)
      .entries()) {
      yield asResult('shipped data', `${name}, part ${index}`, part);
      yield asArgument('shipped data', `${name}, part ${index}`, part);
    }
  }
}

/** Pictures, fonts and archives, in base64 as MCP carries them. */
export function* binaryFiles(share: number): Generator<BenignMessage> {
  const found = [...filesBelow(join(repository, 'node_modules/.pnpm'))].filter((path) =>
    /\.(?:png|jpe?g|gif|webp|ico|woff2?|wasm|parquet|gz|node)$/.test(path),
  );
  const ranked = found
    .map((path) => ({ path, rank: rankOf(path) }))
    .sort((a, b) => a.rank.localeCompare(b.rank));
  for (const { path } of ranked.slice(0, Math.ceil(200 * share))) {
    const data = readFileSync(path).toString('base64');
    const name = relative(repository, path);
    const image = { type: 'image', data, mimeType: `image/${extname(path).slice(1)}` };
    const resource = { type: 'resource', resource: { uri: `file:///${name}`, blob: data } };
    const message = { jsonrpc: '2.0', id: 1, result: { content: [image, resource] } };
    yield { group: 'pictures and other binary files', name, message, direction: 'server-to-client' };
    yield asArgument('pictures and other binary files', name, data);
  }
}

function partsOf(text: string, length: number): string[] {
  return Array.from({ length: Math.ceil(text.length / length) }, (_, index) =>
    text.slice(index * length, (index + 1) * length),
  );
}

function textOf(path: string): string | undefined {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
    ? readFileSync(path, 'utf8')
    : undefined;
}

function rankOf(path: string): string {
  return createHash('sha256').update(relative(repository, path)).digest('hex');
}

/** Every file that is not too large, without following links. */
function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !/^\.(?:git|next|turbo|sallyport)$/.test(entry.name)) yield* filesBelow(path);
    else if (entry.isFile() && statSync(path).size <= largestFile) yield path;
  }
}
