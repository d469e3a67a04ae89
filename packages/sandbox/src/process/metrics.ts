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

/** One of the walls around the children. */
export interface JailLayer {
  /** Such as `process`, `no-network`, `seccomp`. */
  name: string;
  active: boolean;
  /** What it does or, for a layer that is tested, what the start-up self-test saw from inside. */
  why: string;
  /** `built-in`: it is how the sandbox works. `tested`: a probe in the place of a child tried it when the sandbox started. */
  basis: 'built-in' | 'tested';
  /** How to get a layer that is not active. */
  advice?: string;
}

/** Which walls stand around the children. */
export interface JailReport {
  kind: 'bubblewrap' | 'container' | 'none';
  layers: JailLayer[];
  /** Why there is no stronger jail. */
  reason?: string;
  /** The socket of the sandbox host that has the children, when there is one. The report is then the host's. */
  host?: string;
}

/** Durations in milliseconds. The percentiles are exact to a tenth of their value. */
export interface Timing {
  count: number;
  meanMs: number;
  p50Ms: number;
  p95Ms: number;
  maxMs: number;
}

/** What the pool has done and does. */
export interface SandboxMetrics {
  runs: Record<'ok' | 'rejected' | 'failed' | 'limit' | 'killed' | 'internal', number>;
  kills: Record<KillReason, number>;
  /** How long programs waited for a child, and how many wait. */
  queue: Timing & { length: number };
  run: Timing;
  /** From starting a child to its being ready. */
  start: Timing;
  children: { pid: number; state: 'starting' | 'idle' | 'busy'; runs: number; memoryBytes: number }[];
  /** The most memory that any child for programs has been seen to use. */
  peakMemoryBytes: number;
  /** How long the registration of the datasets took, and the most memory that a child used that converted files. */
  registration: { durationMs: number; peakMemoryBytes: number };
  jail: JailReport;
}
