import { join } from 'node:path';

import type { SandboxLimits } from '../limits.js';
import type { RunDataset } from '../process/protocol.js';
import type { DatasetProfile, DatasetSummary } from '../types.js';
import type { Conversion, RegisteredFile } from './convert.js';
import { fileNameOf } from './source-files.js';
import type { DatasetFailure } from './types.js';

/** Datasets by name, in the order of their files. A `Map`, so that no name reaches a prototype. */
export class DatasetRegistry {
  readonly failures: DatasetFailure[];
  readonly registration: Conversion['report'];
  readonly #listedProblems: number;
  readonly #profiles = new Map<string, DatasetProfile>();
  readonly #runs = new Map<string, RunDataset>();

  /** @param folder the cache folder as children see it. */
  constructor({ registered, failures, report }: Conversion, folder: string, limits: SandboxLimits) {
    this.#listedProblems = limits.listedProblems;
    this.failures = [...failures];
    this.registration = report;
    for (const file of registered) this.#add(file, folder);
  }

  get names(): string[] {
    return [...this.#profiles.keys()];
  }

  summaries(): DatasetSummary[] {
    return [...this.#profiles.values()].map((profile) => summaryOf(profile, this.#listedProblems));
  }

  profile(name: string): DatasetProfile | undefined {
    return this.#profiles.get(name.normalize('NFC'));
  }

  /** What a run needs of these datasets; names that there are not are left out. */
  forRun(names: readonly string[]): RunDataset[] {
    return names.flatMap((name) => this.#runs.get(name.normalize('NFC')) ?? []);
  }

  #add({ name, source, file, profile }: RegisteredFile, folder: string): void {
    if (this.#profiles.has(name)) {
      this.failures.push({
        name,
        file: fileNameOf(source),
        message: 'another file already has this name',
      });
      return;
    }
    const described: DatasetProfile = {
      name,
      title: source.title ?? name,
      description: source.description ?? '',
      rows: profile.rows,
      file: fileNameOf(source),
      ...(source.source === undefined ? {} : { source: source.source }),
      ...(source.licence === undefined ? {} : { licence: source.licence }),
      synthetic: source.synthetic ?? false,
      columns: profile.columns,
      head: profile.head,
      problems: profile.problems,
      problemCount: profile.problemCount,
    };
    this.#profiles.set(name, described);
    const columns = profile.columns.map((column) => ({ name: column.name, dtype: column.dtype }));
    const { title, description, rows } = described;
    this.#runs.set(name, { name, title, description, rows, columns, path: join(folder, file) });
  }
}

function summaryOf(profile: DatasetProfile, listed: number): DatasetSummary {
  const { head: _head, problems, ...summary } = profile;
  return {
    ...summary,
    columns: profile.columns.map(({ name, dtype }) => ({ name, dtype })),
    problems: problems.slice(0, listed),
  };
}
