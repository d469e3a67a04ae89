import { resolve } from 'node:path';
import type { RunEvent } from '@sallyport/agent';

/** The files that a run's report writer wrote, read from the run's events. */
export class SavedReports {
  readonly #asked = new Map<string, string>();
  readonly #files = new Set<string>();

  /** @param folder the folder of reports, which the writer's paths are relative to. */
  constructor(private readonly folder: string) {}

  take(event: RunEvent): void {
    if (event.type === 'tool-input-available' && event.tool === 'write_file') {
      const { input } = event;
      if (typeof input === 'object' && input !== null && 'path' in input && typeof input.path === 'string')
        this.#asked.set(event.callId, resolve(this.folder, input.path));
    }
    if (event.type === 'tool-output-available' && !event.isError) {
      const file = this.#asked.get(event.callId);
      if (file !== undefined) this.#files.add(file);
    }
  }

  /** Absolute paths, in the order in which they were first written. */
  files(): string[] {
    return [...this.#files];
  }
}
