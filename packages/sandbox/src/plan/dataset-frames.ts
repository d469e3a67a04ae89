import { keptBytes, keptBytesOfOne, keptDatasets, keptRows } from './limits.js';
import { native, type NativeFrame, type NativeLazyFrame } from './native.js';
import type { DatasetFile } from './plan.js';

interface Kept {
  /** Names and types of the columns. */
  readonly empty: NativeFrame;
  /** All rows, when they are few. */
  readonly whole: NativeFrame | undefined;
}

/** By file, for as long as the process lives: a converted file never changes under its path. */
const kept = new Map<string, Kept>();
let bytesOfAll = 0;

/** The frame of a dataset with its rows. */
export function datasetRows(file: DatasetFile): NativeLazyFrame {
  const whole = hasFewRows(file) ? keptOf(file).whole : undefined;
  return whole?.lazy() ?? scan(file);
}

/** The frame of a dataset without its rows, which tells the columns' types at next to no cost. */
export function datasetTypes(file: DatasetFile): NativeLazyFrame {
  return keptOf(file).empty.lazy();
}

function keptOf(file: DatasetFile): Kept {
  const known = kept.get(file.path);
  if (known !== undefined) return known;
  const frame = (hasFewRows(file) ? scan(file) : scan(file).slice(0, 0)).collectSync('auto');
  const bytes = frame.estimatedSize();
  const isWhole = hasFewRows(file) && bytes <= keptBytesOfOne;
  const added = isWhole ? bytes : 0;
  if (kept.size >= keptDatasets || bytesOfAll + added > keptBytes) {
    kept.clear();
    bytesOfAll = 0;
  }
  const made = { empty: frame.slice(0, 0), whole: isWhole ? frame : undefined };
  kept.set(file.path, made);
  bytesOfAll += added;
  return made;
}

function hasFewRows({ rows }: DatasetFile): boolean {
  return rows !== undefined && rows <= keptRows;
}

function scan(file: DatasetFile): NativeLazyFrame {
  return native.scanParquet(file.path, { parallel: 'auto', glob: false });
}
