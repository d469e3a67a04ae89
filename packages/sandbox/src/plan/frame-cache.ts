import type { NativeFrame } from './native.js';

/**
 * Frames that `collect()` has materialised during one run, by their plan's text. Make one per run and drop it with the
 * run: what it holds is the memory of the run.
 */
export interface FrameCache {
  get(key: string): NativeFrame | undefined;
  set(key: string, frame: NativeFrame): void;
}

/** @param capacity how many frames are kept; the oldest one goes first. */
export function createFrameCache(capacity = 32): FrameCache {
  const frames = new Map<string, NativeFrame>();
  return {
    get: (key) => frames.get(key),
    set(key, frame) {
      frames.set(key, frame);
      if (frames.size > capacity) {
        const oldest = frames.keys().next();
        if (!oldest.done) frames.delete(oldest.value);
      }
    },
  };
}
