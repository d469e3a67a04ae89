import { frames as actFrames } from './act-frames.js';
import { frames as addressFrames } from './address-frames.js';
import type { Frame } from './frame.js';
import { frames as overrideFrames } from './override-frames.js';

/** What an instruction in data is made of, said by classes of words. */
export const frames: readonly Frame[] = [...overrideFrames, ...addressFrames, ...actFrames];
