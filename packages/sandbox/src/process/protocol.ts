import type { PlanLimits, DatasetEntry, DatasetFile } from '../plan/index.js';
import type { IngestResult } from '../datasets/ingest.js';
import type { FileFormat } from '../datasets/formats.js';
import type { RunOutput } from '../types.js';
import type { ProgramError, LanguageLimits } from '../language/index.js';
import type { SandboxLimits } from '../limits.js';

/** A dataset that a run may read: what it may know, and the file behind it, which it may not. */
export type RunDataset = DatasetEntry & DatasetFile;

/** Runs a program. */
export interface RunRequest {
  kind: 'run';
  id: number;
  code: string;
  datasets: RunDataset[];
  limits: SandboxLimits;
  languageLimits?: Partial<LanguageLimits>;
  planLimits?: Partial<PlanLimits>;
}

/** Converts a file to Parquet and profiles it. */
export interface IngestRequest {
  kind: 'ingest';
  id: number;
  name: string;
  source: string;
  format: FileFormat;
  /** Where the Parquet file is written. */
  target: string;
  limits: SandboxLimits;
}

/** What a parent sends, one JSON line each. */
export type ChildRequest = RunRequest | IngestRequest;

/** What a run came to inside the process. */
export type RunReply =
  | { status: 'ok'; output: RunOutput; truncated: boolean; logs: string[]; steps: number }
  | { status: 'rejected' | 'failed' | 'limit'; error: ProgramError; logs: string[]; steps: number };

/** What a child answers, one JSON line each. Nothing in it is trusted by the parent. */
export type ChildReply =
  | { kind: 'ready' }
  | { kind: 'run'; id: number; reply: RunReply }
  | { kind: 'ingest'; id: number; result: IngestResult }
  | { kind: 'fault'; id: number; message: string };

/** Parses and checks a line of a child's output; undefined where it is none of the replies. */
export function parseReply(line: string): ChildReply | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!isRecord(value)) return undefined;
  if (value['kind'] === 'ready') return { kind: 'ready' };
  if (!Number.isSafeInteger(value['id'])) return undefined;
  return isReply(value) ? value : undefined;
}

function isReply(value: Record<string, unknown>): value is ChildReply {
  switch (value['kind']) {
    case 'run':
      return isRunReply(value['reply']);
    case 'ingest':
      return isRecord(value['result']) && isRecord(value['result']['profile']);
    case 'fault':
      return typeof value['message'] === 'string';
    default:
      return false;
  }
}

function isRunReply(value: unknown): boolean {
  if (!isRecord(value) || typeof value['steps'] !== 'number') return false;
  const { logs, status, output, error } = value;
  if (!Array.isArray(logs) || !logs.every((line) => typeof line === 'string')) return false;
  if (status === 'ok') return isRecord(output) && (output['table'] === undefined || isTable(output['table']));
  const failures: unknown[] = ['rejected', 'failed', 'limit'];
  return failures.includes(status) && isRecord(error) && typeof error['message'] === 'string';
}

function isTable(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { columns, data, rowCount } = value;
  return (
    Array.isArray(columns) &&
    Array.isArray(data) &&
    data.every(Array.isArray) &&
    Number.isSafeInteger(rowCount) &&
    columns.every((column) => isRecord(column) && typeof column['name'] === 'string')
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
