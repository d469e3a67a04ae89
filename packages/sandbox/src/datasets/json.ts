import { isRecord } from '../is-record.js';
import { uniqueNames, type ProblemList, type RawColumns, type RawValue } from './raw-columns.js';

/**
 * Reads a JSON array of objects (or an object with exactly one such array in it).
 *
 * @throws SyntaxError where the text is no JSON, or TypeError where it holds no records
 */
export function readJson(text: string, problems: ProblemList): RawColumns {
  const records = recordsIn(JSON.parse(text));
  if (!records) {
    throw new TypeError('the file holds no list of records: expected [{"name": value, …}, …]');
  }
  return fromRecords(records, undefined, problems);
}

/** Reads JSON lines. A line that is no object is reported and left out. */
export function readNdjson(text: string, problems: ProblemList): RawColumns {
  const records: unknown[] = [];
  const lines: number[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    try {
      records.push(JSON.parse(line));
      lines.push(index + 1);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      problems.add({ line: index + 1, message: 'is not JSON, and was left out' });
    }
  }
  return fromRecords(records, lines, problems);
}

function recordsIn(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return undefined;
  const lists = Object.values(value).filter(
    (member): member is unknown[] => Array.isArray(member) && member.some(isRecord),
  );
  return lists.length === 1 ? lists[0] : undefined;
}

function fromRecords(
  items: readonly unknown[],
  itemLines: readonly number[] | undefined,
  problems: ProblemList,
): RawColumns {
  const records: Record<string, unknown>[] = [];
  const lines: number[] = [];
  for (const [index, item] of items.entries()) {
    const line = itemLines?.[index];
    if (!isRecord(item)) {
      problems.add({
        ...(line ? { line } : {}),
        message: `entry ${index + 1} is not an object, and was left out`,
      });
      continue;
    }
    records.push(item);
    if (line) lines.push(line);
  }
  const keys = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return {
    names: uniqueNames(keys),
    values: keys.map((key) =>
      records.map((record) => rawValue(Object.hasOwn(record, key) ? record[key] : null)),
    ),
    ...(itemLines ? { lines } : {}),
    textual: false,
    decimalMark: '.',
  };
}

/** Lists and objects inside a record are kept as their JSON text. */
function rawValue(value: unknown): RawValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return JSON.stringify(value);
}
