import type { FileProfile } from '../datasets/profile.js';
import { isRecord } from '../is-record.js';
import type { ChildReply } from './protocol.js';

type Check = (value: unknown) => boolean;

/** Levels of a cell or value. */
const maximumDepth = 110;

/** Parses and checks one line from a child: `undefined` when no child of ours sends such a line. */
export function parseReply(line: string): ChildReply | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  return isReply(value) ? value : undefined;
}

function isReply(value: unknown): value is ChildReply {
  if (!isRecord(value)) return false;
  if (isNotice(value['kind'])) return true;
  if (!isCount(value['id'])) return false;
  switch (value['kind']) {
    case 'run': {
      return isRunReply(value['reply']);
    }
    case 'ingest': {
      return isFileProfile(value['profile']);
    }
    case 'unreadable':
    case 'fault': {
      return isText(value['message']);
    }
    default: {
      return false;
    }
  }
}

function isNotice(kind: unknown): boolean {
  return kind === 'ready' || kind === 'loading' || kind === 'loaded';
}

function isRunReply(value: unknown): boolean {
  if (!isRecord(value) || !isCount(value['steps']) || !isListOf(isText)(value['logs'])) return false;
  const { status } = value;
  if (status === 'ok') return isListOf(isOutput)(value['outputs']) && typeof value['truncated'] === 'boolean';
  return (status === 'rejected' || status === 'failed' || status === 'limit') && isError(value['error']);
}

function isOutput(value: unknown): boolean {
  if (!isRecord(value) || !optional(isText)(value['title'])) return false;
  switch (value['kind']) {
    case 'table': {
      return isTable(value['table']) && optional(isArrow)(value['arrow']);
    }
    case 'chart': {
      const { chart, table } = value;
      return isRecord(chart) && isRecord(chart['spec']) && isJson(chart['spec']) && isTable(table);
    }
    case 'text': {
      return isText(value['text']);
    }
    case 'value': {
      return value['value'] !== undefined && isJson(value['value']);
    }
    default: {
      return false;
    }
  }
}

function isArrow(value: unknown): boolean {
  return isRecord(value) && isText(value['data']) && isCount(value['rows']) && isCount(value['rowCount']);
}

function isError(value: unknown): boolean {
  return (
    isRecord(value) &&
    isText(value['code']) &&
    isText(value['message']) &&
    optional(isCount)(value['line']) &&
    optional(isCount)(value['column']) &&
    optional(isText)(value['snippet']) &&
    optional(isText)(value['hint']) &&
    optional(isListOf(isText))(value['didYouMean'])
  );
}

/** Whether a value is what a conversion tells of a file. */
export function isFileProfile(value: unknown): value is FileProfile {
  if (!isRecord(value)) return false;
  const { rows, columns, head, problems, problemCount } = value;
  return (
    isCount(rows) &&
    isListOf(isColumnProfile)(columns) &&
    isTable(head) &&
    isListOf(isProblem)(problems) &&
    isCount(problemCount)
  );
}

function isColumnProfile(value: unknown): boolean {
  return (
    isColumn(value) &&
    isRecord(value) &&
    isCount(value['nulls']) &&
    isCount(value['distinct']) &&
    optional(isText)(value['unit']) &&
    isListOf(isJson)(value['samples']) &&
    [value['min'], value['max'], value['mean']].every(optional(isJson))
  );
}

function isProblem(value: unknown): boolean {
  return (
    isRecord(value) &&
    isText(value['message']) &&
    optional(isText)(value['file']) &&
    optional(isCount)(value['line']) &&
    optional(isText)(value['column'])
  );
}

function isTable(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { columns, data, rowCount, truncated } = value;
  if (!isListOf(isColumn)(columns) || !isListOf(Array.isArray)(data)) return false;
  if (!isCount(rowCount) || typeof truncated !== 'boolean') return false;
  const lists = data as unknown[][];
  const length = lists[0]?.length ?? 0;
  return (
    lists.length === (columns as unknown[]).length &&
    lists.every((list) => list.length === length && list.every((cell) => isJson(cell))) &&
    (lists.length === 0 || length <= (rowCount as number))
  );
}

function isColumn(value: unknown): boolean {
  return isRecord(value) && isText(value['name']) && isText(value['dtype']);
}

function isJson(value: unknown, depth: unknown = 0): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const level = typeof depth === 'number' ? depth + 1 : 1;
  if (level > maximumDepth) return false;
  return Object.values(value).every((item) => isJson(item, level));
}

const isText: Check = (value) => typeof value === 'string';
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;

function isListOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every((item) => check(item));
}

function optional(check: Check): Check {
  return (value) => value === undefined || check(value);
}
