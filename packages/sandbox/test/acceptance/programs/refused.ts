import type { RefusedProgram } from '../program.js';

/** Programs that models write and that are refused, with what the error has to say. */
export const refused: readonly RefusedProgram[] = [];
