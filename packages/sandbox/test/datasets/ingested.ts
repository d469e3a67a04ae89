import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@sallyport/testing';

import type { FileFormat } from '../../src/datasets/formats.js';
import { ingestFiles } from '../../src/datasets/ingest.js';
import type { ColumnProfile, IngestProblem } from '../../src/index.js';
import { defaultSandboxLimits, type SandboxLimits } from '../../src/limits.js';

/** A file after its conversion: columns as `name:dtype`, its values by column, and what was wrong with it. */
export interface Ingested {
  types: string[];
  values: unknown[][];
  problems: IngestProblem[];
  columns: ColumnProfile[];
}

/** Converts files with these contents, in this process, and reads the result back. */
export function ingested(
  format: FileFormat,
  contents: readonly (string | Buffer)[],
  limits: Partial<SandboxLimits> = {},
): Ingested {
  const folder = temporaryFolder();
  const sources = contents.map((content, index) => {
    const path = join(folder, `part-${index + 1}.${format}`);
    writeFileSync(path, content);
    return { path, ...(contents.length > 1 ? { label: `part-${index + 1}.${format}` } : {}) };
  });
  const { columns, head, problems } = ingestFiles({
    sources,
    format,
    target: join(folder, 'target.parquet'),
    limits: { ...defaultSandboxLimits, headRows: 1000, ...limits },
  });
  rmSync(folder, { recursive: true });
  return {
    types: columns.map(({ name, dtype }) => `${name}:${dtype}`),
    values: head.data,
    problems,
    columns,
  };
}

export const csv = (text: string | Buffer, limits?: Partial<SandboxLimits>): Ingested =>
  ingested('csv', [text], limits);

/** A file of one column. */
export const column = (...texts: string[]): Ingested =>
  csv(['x', ...texts.map((text) => `"${text}"`)].join('\n'));
