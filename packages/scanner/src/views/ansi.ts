import type { Decoder } from './decoders.js';
import { substitute } from './substitute.js';

/** Control sequences of terminals (ECMA-48): CSI, OSC and the short ones. */
export const controlSequence =
  /\u001b(?:\[[0-?]{0,32}[ -/]{0,4}[@-~]|\][^\u0007\u001b]{0,2000}(?:\u0007|\u001b\\)|[PX^_][^\u001b]{0,2000}\u001b\\|[ -/]{0,2}[0-~])|\u009b[0-?]{0,32}[ -/]{0,4}[@-~]/g;

/** The text without the sequences that a terminal would act on. */
export const removeAnsi: Decoder = (view, { hasControl, hasNonAscii }) =>
  hasControl || (hasNonAscii && view.text.includes('\u009b'))
    ? substitute(view, 'ansi', controlSequence, () => '')
    : undefined;
