import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../lib/places.js';
import type { Block } from './blocks.js';

/** Where the blocks lie while they are checked: packages are found from here as from this package. */
const folder = join(repository, 'scripts', 'node_modules', '.documents');

/** What stands around a block, where the document has a reader fill it in. */
const surroundings: Readonly<Record<string, string>> = {
  'packages/guard/README.md': `declare const message: Parameters<ReturnType<typeof import('@sallyport/guard').createGuard>['inspect']>[0];
declare function answer(message: unknown): void;
declare function forward(message: unknown): void;`,
  'packages/testing/README.md': 'declare function verifies(openssl: string, folder: string): boolean;',
};

/** Checks blocks of TypeScript against the built packages; gives what the compiler says, with places in the documents. */
export function typeCheck(blocks: readonly Block[]): string[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    const names = blocks.map((block, index) => {
      // One line of our own before the block.
      const around = (surroundings[block.document] ?? '').replaceAll('\n', ' ');
      writeFileSync(join(folder, `block-${index}.ts`), `export {}; ${around}\n${block.body}\n`);
      return `block-${index}.ts`;
    });
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: '@sallyport/tsconfig/check.json',
        compilerOptions: { noUnusedLocals: false, noUnusedParameters: false, types: ['node'] },
        include: [],
        files: names,
      }),
    );
    const tsc = join(repository, 'scripts', 'node_modules', '.bin', 'tsc');
    const { stdout } = spawnSync(tsc, ['-p', folder, '--pretty', 'false'], {
      encoding: 'utf8',
      cwd: folder,
    });
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) =>
        line.replace(/^block-(\d+)\.ts\((\d+),/, (_, index: string, row: string) => {
          const block = blocks[Number(index)];
          return `${block?.document}:${(block?.line ?? 0) + Number(row) - 1} (`;
        }),
      );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
