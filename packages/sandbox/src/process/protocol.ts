import type { SourceFile } from '../datasets/source-files.js';
import type { FileFormat } from '../datasets/formats.js';
import type { FileProfile } from '../datasets/profile.js';
import type { ProgramError } from '../language/index.js';
import type { SandboxLimits } from '../limits.js';
import type { DatasetEntry, DatasetFile } from '../plan/index.js';
import type { Output } from '../types.js';

/** A dataset that a run may read: what the program may know, and the file behind it, which it may not. */
export type RunDataset = DatasetEntry & DatasetFile;

/** Runs a program. */
export interface RunRequest {
  kind: 'run';
  code: string;
  /** Parse and check it, and stop there. */
  checkOnly?: boolean;
  /** Whether frames that are shown come as Arrow, too. */
  arrow?: boolean;
  datasets: RunDataset[];
  limits: SandboxLimits;
}

/** Converts the files of a dataset to one Parquet file and profiles it. */
export interface IngestRequest {
  kind: 'ingest';
  sources: SourceFile[];
  format: FileFormat;
  /** Where the Parquet file is written. */
  target: string;
  limits: SandboxLimits;
}

/** What a parent asks of a child, one JSON line each. */
export type ChildRequest = RunRequest | IngestRequest;

/** A frame as an Arrow IPC stream, in Base64. */
export interface ArrowReply {
  data: string;
  rows: number;
  rowCount: number;
}

/** An output as it travels: Arrow as text. */
export type OutputReply =
  | Exclude<Output, { kind: 'table' }>
  | (Omit<Extract<Output, { kind: 'table' }>, 'arrow'> & { arrow?: ArrowReply });

/** What a run came to inside the child. */
export type RunReply =
  | { status: 'ok'; outputs: OutputReply[]; truncated: boolean; logs: string[]; steps: number }
  | { status: 'rejected' | 'failed' | 'limit'; error: ProgramError; logs: string[]; steps: number };

/** What a child answers, one JSON line each. Nothing in it is trusted by the parent. */
export type ChildReply =
  | { kind: 'ready' }
  /** Before and after the one time that it loads the TypeScript parser, in its leisure or in a run: it hears nothing meanwhile. */
  | { kind: 'loading' | 'loaded' }
  | { kind: 'run'; id: number; reply: RunReply }
  | { kind: 'ingest'; id: number; profile: FileProfile }
  /** The file cannot be read; the message is for a person. */
  | { kind: 'unreadable'; id: number; message: string }
  /** The child's own code failed. */
  | { kind: 'fault'; id: number; message: string };
