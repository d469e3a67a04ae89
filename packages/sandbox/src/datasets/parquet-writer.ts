import { renameSync, rmSync } from 'node:fs';

import pl from 'nodejs-polars';

import type { ColumnSink, Series } from './column-sinks.js';

/** Cells that are held before they are written, and rows at the most. */
const heldCells = 2_000_000;
const heldRows = 250_000;

/**
 * Writes columns to a Parquet file, part by part, so that no file need fit into memory. The parts lie beside the
 * target and are joined at the end.
 */
export class ParquetWriter {
  readonly #target: string;
  readonly #sinks: readonly ColumnSink[];
  readonly #parts: string[] = [];
  readonly #capacity: number;
  #held = 0;

  constructor(target: string, sinks: readonly ColumnSink[]) {
    this.#target = target;
    this.#sinks = sinks;
    this.#capacity = Math.max(1, Math.min(heldRows, Math.floor(heldCells / Math.max(1, sinks.length))));
  }

  /** Call it once after each row that all sinks were given. */
  endRow(): void {
    this.#held += 1;
    if (this.#held >= this.#capacity) this.#writePart();
  }

  /** Writes what is left and joins the parts. */
  end(): void {
    if (this.#held > 0 || this.#parts.length === 0) this.#writePart();
    const [first] = this.#parts;
    if (first !== undefined && this.#parts.length === 1) {
      renameSync(first, this.#target);
      return;
    }
    const frames = this.#parts.map((part) => pl.scanParquet(part, { glob: false }));
    pl.concat(frames).sinkParquet(this.#target, { compression: 'zstd' }).collectSync();
    this.abandon();
  }

  /** Removes the parts. */
  abandon(): void {
    for (const part of this.#parts) rmSync(part, { force: true });
  }

  #writePart(): void {
    const part = `${this.#target}.${String(this.#parts.length)}`;
    this.#parts.push(part);
    const series: Series[] = this.#sinks.map((sink) => sink.take());
    const expressions = this.#sinks.map((sink) => sink.expression());
    pl.DataFrame(series)
      .lazy()
      .select(...expressions)
      .collectSync()
      .writeParquet(part, { compression: 'lz4' });
    this.#held = 0;
  }
}
