import type { FrameCapability } from '../facade/index.js';
import type { ArrowFrame, Table } from '../plan/index.js';

/** A frame as a result: its first rows, and all that fit as Arrow where that is wanted. */
export interface ComputedFrame {
  table: Table;
  arrow?: ArrowFrame | undefined;
}

/**
 * Computes a frame.
 *
 * @param rows of the table.
 * @param arrowBytes that are left for Arrow.
 * @throws GuestError when the frame's plan cannot be computed.
 */
export type ComputeFrame = (frame: FrameCapability, rows: number, arrowBytes: number) => ComputedFrame;

/** The rows alone. */
export const computeTable: ComputeFrame = (frame, rows) => ({ table: frame.collect(rows) });
