import { limits } from '../limits.js';
import { PatternError, type Place, type Range, type Syntax } from './syntax.js';

/** One step of a nondeterministic automaton. */
export type Instruction =
  | { kind: 'set'; ranges: readonly Range[]; next: number }
  | { kind: 'split'; next: number; other: number }
  | { kind: 'place'; place: Place; next: number }
  | { kind: 'match' };

/** What finds a pattern, read from left to right or, for its beginning, from right to left. */
export interface Program {
  instructions: readonly Instruction[];
  start: number;
  isReverse: boolean;
}

/**
 * Compiles a pattern (Thompson, 1968).
 * @throws {PatternError} where it would take more than {@link limits.patternSteps} steps.
 */
export function compileProgram(syntax: Syntax, isReverse: boolean): Program {
  const compiler = new Compiler(isReverse);
  return { instructions: compiler.instructions, start: compiler.compile(syntax, 0), isReverse };
}

class Compiler {
  /** Built from the end: each part knows what follows it. */
  readonly instructions: Instruction[] = [{ kind: 'match' }];
  readonly #isReverse: boolean;

  constructor(isReverse: boolean) {
    this.#isReverse = isReverse;
  }

  compile(syntax: Syntax, next: number): number {
    switch (syntax.kind) {
      case 'empty':
        return next;
      case 'set':
        return this.#add({ kind: 'set', ranges: syntax.ranges, next });
      case 'place':
        return this.#add({ kind: 'place', place: syntax.place, next });
      case 'sequence': {
        const parts = this.#isReverse ? syntax.parts : [...syntax.parts].reverse();
        return parts.reduce((after, part) => this.compile(part, after), next);
      }
      case 'choice':
        return syntax.parts
          .map((part) => this.compile(part, next))
          .reduce((other, one) => this.#add({ kind: 'split', next: one, other }));
      case 'repeat':
        return this.#repeat(syntax.part, syntax.least, syntax.most, next);
    }
  }

  #repeat(part: Syntax, least: number, most: number, next: number): number {
    let after = next;
    if (most === Infinity) {
      const loop = this.#add({ kind: 'split', next, other: next });
      this.instructions[loop] = { kind: 'split', next: this.compile(part, loop), other: next };
      after = loop;
    } else {
      for (let count = least; count < most; count++)
        after = this.#add({ kind: 'split', next: this.compile(part, after), other: next });
    }
    for (let count = 0; count < least; count++) after = this.compile(part, after);
    return after;
  }

  #add(instruction: Instruction): number {
    if (this.instructions.length >= limits.patternSteps)
      throw new PatternError(
        `it comes to more than ${limits.patternSteps} steps: repeat less, or write several patterns`,
      );
    return this.instructions.push(instruction) - 1;
  }
}
