import { Parser, type Options, type Program } from 'acorn';

import { ErrorCode } from './error-code.js';
import { RejectionError } from './errors.js';

/** The steps of acorn that call themselves, by one of which each level of nesting passes. */
const recursiveSteps = [
  'parseStatement',
  'parseMaybeAssign',
  'parseExprOp',
  'parseMaybeUnary',
  'parseExprAtom',
  'parseBindingAtom',
];

/** Up to so many of these steps make one level of the tree. */
const stepsPerLevel = 4;

/**
 * Parses within a number of levels. Left alone, acorn recurses until the stack ends, and a regular expression that V8
 * compiles close to that end takes the whole process with it: nested templates do so.
 *
 * @throws RejectionError `program-too-large` where the text is nested more deeply.
 */
export function parseWithin(source: string, options: Options, levels: number): Program {
  return new BoundedParser(options, source, levels).parse();
}

class BoundedParser extends Parser {
  readonly #levels: number;
  #depth = 0;

  constructor(options: Options, source: string, levels: number) {
    super(options, source);
    this.#levels = levels;
  }

  enter(): void {
    this.#depth += 1;
    if (this.#depth <= this.#levels * stepsPerLevel) return;
    const at: unknown = Reflect.get(this, 'start');
    throw new RejectionError(
      ErrorCode.ProgramTooLarge,
      `The program is nested more than ${this.#levels} levels deep.`,
      {
        hint: 'Break the expression up with a few `const`s.',
        at: typeof at === 'number' ? at : 0,
      },
    );
  }

  leave(): void {
    this.#depth -= 1;
  }
}

for (const step of recursiveSteps) {
  const inherited: unknown = Reflect.get(Parser.prototype, step);
  if (typeof inherited !== 'function') throw new TypeError(`The parser has no step ${step}.`);
  Object.defineProperty(BoundedParser.prototype, step, {
    value(this: BoundedParser, ...args: unknown[]): unknown {
      this.enter();
      const result: unknown = Reflect.apply(inherited, this, args);
      this.leave();
      return result;
    },
  });
}
