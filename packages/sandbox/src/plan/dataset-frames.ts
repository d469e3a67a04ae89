import { native, type NativeFrame, type NativeLazyFrame } from './native.js';
import type { DatasetFile } from './plan.js';

/** Datasets of which something is kept, and bytes of rows that are. Where more would be, all of it goes. */
const mostDatasets = 256;
const mostBytes = 8 * 1024 * 1024;
/** A dataset that is kept with its rows: to open and read its file would take longer than most of what is asked of it. */
const mostRows = 2000;
const mostBytesOfOne = 512 * 1024;

interface Kept {
  /** Names and types of the columns. */
  readonly empty: NativeFrame;
  /** All rows, when they are few. */
  readonly whole?: NativeFrame;
}

/** By file, for as long as the process lives: a converted file never changes under its path. */
const kept = new Map<string, Kept>();
let keptBytes = 0;

/** The frame of a dataset with its rows. */
export function datasetRows(file: DatasetFile): NativeLazyFrame {
  if (file.rows === undefined || file.rows > mostRows) return scan(file);
  return keptOf(file).whole?.lazy() ?? scan(file);
}

/** The frame of a dataset without its rows, which tells the columns' types at next to no cost. */
export function datasetTypes(file: DatasetFile): NativeLazyFrame {
  return keptOf(file).empty.lazy();
}

function keptOf(file: DatasetFile): Kept {
  const known = kept.get(file.path);
  if (known !== undefined) return known;
  const isSmall = file.rows !== undefined && file.rows <= mostRows;
  const frame = (isSmall ? scan(file) : scan(file).slice(0, 0)).collectSync('auto');
  const bytes = frame.estimatedSize();
  const made: Kept =
    isSmall && bytes <= mostBytesOfOne
      ? { empty: frame.slice(0, 0), whole: frame }
      : { empty: frame.slice(0, 0) };
  if (made.whole !== undefined) keptBytes += bytes;
  if (kept.size >= mostDatasets || keptBytes > mostBytes) {
    kept.clear();
    keptBytes = made.whole === undefined ? 0 : bytes;
  }
  kept.set(file.path, made);
  return made;
}

function scan(file: DatasetFile): NativeLazyFrame {
  return native.scanParquet(file.path, { parallel: 'auto', glob: false });
}
