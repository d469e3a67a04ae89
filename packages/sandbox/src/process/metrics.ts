/** Why a child was killed or replaced. */
export type KillReason =
  | 'wall-clock'
  | 'memory'
  | 'cancelled'
  | 'died'
  | 'protocol'
  | 'start'
  | 'recycled-runs'
  | 'recycled-age'
  | 'recycled-memory'
  | 'closed';

/** Which walls stand around the children. */
export interface JailReport {
  kind: 'bubblewrap' | 'container' | 'none';
  /** The layers that are active, such as `process`, `empty-environment`, `bubblewrap`, `no-network`. */
  layers: string[];
  /** Why there is no stronger jail. */
  reason?: string;
}

/** A sum that tells its mean and its largest part. Milliseconds. */
export interface Timing {
  count: number;
  meanMs: number;
  maxMs: number;
}

/** What the pool has done and does. */
export interface SandboxMetrics {
  runs: Record<'ok' | 'rejected' | 'failed' | 'limit' | 'killed' | 'internal', number>;
  kills: Record<KillReason, number>;
  queue: Timing & { length: number };
  run: Timing;
  start: Timing;
  children: { pid: number; state: 'starting' | 'idle' | 'busy'; runs: number; memoryBytes: number }[];
  /** The most memory that any child has been seen to use. */
  peakMemoryBytes: number;
  jail: JailReport;
}
