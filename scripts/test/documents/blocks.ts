import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { repository } from '../../lib/places.js';

/** A fenced block of a document. */
export interface Block {
  /** The document, from the top of the repository. */
  document: string;
  /** The line of its first fence. */
  line: number;
  /** What is written behind the first fence; empty for none. */
  language: string;
  body: string;
}

/** Folders that hold no document of ours. */
const passedOver = new Set(['node_modules', 'dist', '.next', '.turbo', '.results', '.git', '.sallyport']);

/** Every document of the project, from the top of the repository. */
export function documents(folder = repository): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return passedOver.has(entry.name) ? [] : documents(path);
    return entry.name.endsWith('.md') ? [relative(repository, path)] : [];
  });
}

/** The fenced blocks of a document, in order. */
export function blocksOf(document: string): Block[] {
  const blocks: Block[] = [];
  let open: (Block & { indent: number; lines: string[] }) | undefined;
  for (const [index, line] of readFileSync(join(repository, document), 'utf8').split('\n').entries()) {
    const fence = /^(?<indent> *)```(?<language>\S*)/.exec(line);
    if (open === undefined && fence) {
      const { indent = '', language = '' } = fence.groups ?? {};
      open = { document, line: index + 1, language, body: '', indent: indent.length, lines: [] };
    } else if (open !== undefined && fence) {
      const { indent: _indent, lines, ...block } = open;
      blocks.push({ ...block, body: lines.join('\n') });
      open = undefined;
    } else {
      open?.lines.push(line.slice(open.indent));
    }
  }
  if (open) throw new Error(`${document}:${open.line} has no end`);
  return blocks;
}

/** The commands of a shell block, each on one line and without its comment. */
export function commandsOf({ body }: Block): string[] {
  return body
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.replace(/(?:^|\s)#\s.*$/, '').trim())
    .filter((line) => line !== '');
}
