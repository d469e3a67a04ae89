import { limits } from '../limits.js';
import {
  folded,
  inverted,
  lastUnit,
  namedClasses,
  normalised,
  PatternError,
  perlClasses,
  unicodeClass,
  type Range,
  type Syntax,
} from './syntax.js';

interface Flags {
  ignoreCase: boolean;
  multiLine: boolean;
  dotAll: boolean;
}

/**
 * Reads a regular expression as Go and RE2 write it: flags as `(?i)` and `(?i:…)`, classes, bounded repeats, and nothing
 * that cannot be matched in linear time.
 * @throws {PatternError}
 */
export function parsePattern(source: string): Syntax {
  if (source.length > limits.patternCharacters)
    throw new PatternError(`it is longer than ${limits.patternCharacters} characters`);
  return new Parser(source).read();
}

const controls: Readonly<Record<string, number>> = { a: 7, t: 9, n: 10, v: 11, f: 12, r: 13 };

class Parser {
  readonly #source: string;
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
  }

  read(): Syntax {
    const syntax = this.#choice({ ignoreCase: false, multiLine: false, dotAll: false });
    if (this.#at < this.#source.length) throw this.#wrong('there is a ) too many');
    return syntax;
  }

  #wrong(what: string): PatternError {
    return new PatternError(`${what} (at character ${this.#at + 1})`);
  }

  #eat(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #take(): string {
    const character = String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 0);
    this.#at += character.length;
    return character;
  }

  #choice(given: Flags): Syntax {
    if (++this.#depth > limits.patternDepth) throw this.#wrong('it is nested too deep');
    const flags = { ...given };
    const parts: Syntax[] = [];
    let sequence: Syntax[] = [];
    for (;;) {
      const isOver = this.#at >= this.#source.length || this.#source[this.#at] === ')';
      if (isOver || this.#eat('|')) {
        parts.push(
          sequence.length === 1 && sequence[0] ? sequence[0] : { kind: 'sequence', parts: sequence },
        );
        sequence = [];
        if (!isOver) continue;
        this.#depth--;
        return parts.length === 1 && parts[0] ? parts[0] : { kind: 'choice', parts };
      }
      const atom = this.#atom(flags);
      if (atom) sequence.push(this.#repeated(atom));
    }
  }

  /** One atom; undefined where only flags were set. */
  #atom(flags: Flags): Syntax | undefined {
    const character = this.#take();
    switch (character) {
      case '(':
        return this.#group(flags);
      case '[':
        return this.#class(flags);
      case '.':
        return { kind: 'set', ranges: flags.dotAll ? [[0, lastUnit]] : inverted([[10, 10]]) };
      case '^':
        return { kind: 'place', place: flags.multiLine ? 'line-start' : 'text-start' };
      case '$':
        return { kind: 'place', place: flags.multiLine ? 'line-end' : 'text-end' };
      case '\\':
        return this.#escape(flags);
      case '*':
      case '+':
      case '?':
        throw this.#wrong(`there is nothing before ${character} to repeat`);
      default:
        return literal(character, flags);
    }
  }

  #group(flags: Flags): Syntax | undefined {
    let inner = flags;
    if (this.#eat('?')) {
      if (/^(?:[=!]|<[=!]|>)/.test(this.#source.slice(this.#at, this.#at + 2)))
        throw this.#wrong(
          'looking ahead or behind is not possible in linear time: write what is to be found',
        );
      const named = /^P?<\w+>/.exec(this.#source.slice(this.#at))?.[0];
      if (named !== undefined) this.#at += named.length;
      else {
        const [all, set = '', unset = '', end] =
          /^([imsU]*)(?:-([imsU]*))?([:)])/.exec(this.#source.slice(this.#at)) ?? [];
        if (all === undefined) throw this.#wrong('this kind of group is not known');
        this.#at += all.length;
        const changed = { ...flags };
        for (const [letters, value] of [
          [set, true],
          [unset, false],
        ] as const) {
          if (letters.includes('i')) changed.ignoreCase = value;
          if (letters.includes('m')) changed.multiLine = value;
          if (letters.includes('s')) changed.dotAll = value;
        }
        if (end === ')') {
          Object.assign(flags, changed);
          return undefined;
        }
        inner = changed;
      }
    }
    const syntax = this.#choice(inner);
    if (!this.#eat(')')) throw this.#wrong('a group has no end');
    return syntax;
  }

  #repeated(atom: Syntax): Syntax {
    let part = atom;
    for (;;) {
      const [all, short, least, comma, most] =
        /^(?:([*+?])|\{(\d{1,6})(,(\d{1,6})?)?\})/.exec(this.#source.slice(this.#at)) ?? [];
      if (all === undefined) return part;
      this.#at += all.length;
      // Whether as little or as much as can be is taken makes no difference to what is found.
      this.#eat('?');
      const from = short === undefined ? Number(least) : short === '+' ? 1 : 0;
      const to =
        short === undefined
          ? comma === undefined
            ? from
            : most === undefined
              ? Infinity
              : Number(most)
          : short === '?'
            ? 1
            : Infinity;
      if (from > limits.patternRepeats || (to !== Infinity && to > limits.patternRepeats))
        throw this.#wrong(`a part is repeated more than ${limits.patternRepeats} times`);
      if (from > to) throw this.#wrong(`{${from},${to}} is the wrong way round`);
      part = { kind: 'repeat', part, least: from, most: to };
    }
  }

  #escape(flags: Flags): Syntax {
    const letter = this.#source[this.#at];
    if (letter === undefined) throw this.#wrong('it ends in a single \\');
    if (/[1-9]/.test(letter))
      throw this.#wrong('what an earlier group found cannot be asked for again in linear time');
    const places = { A: 'text-start', z: 'text-end', b: 'word-edge', B: 'no-word-edge' } as const;
    if (letter in places) {
      this.#at++;
      return { kind: 'place', place: places[letter as keyof typeof places] };
    }
    if (letter === 'Q') {
      this.#at++;
      const end = this.#source.indexOf('\\E', this.#at);
      const quoted = this.#source.slice(this.#at, end < 0 ? undefined : end);
      this.#at = end < 0 ? this.#source.length : end + 2;
      return { kind: 'sequence', parts: Array.from(quoted, (character) => literal(character, flags)) };
    }
    const ranges = this.#escapedClass();
    if (ranges) return { kind: 'set', ranges: flags.ignoreCase ? folded(ranges) : ranges };
    return literal(String.fromCodePoint(this.#escapedCharacter()), flags);
  }

  /** `\d`, `\pL`, `\p{Han}`: undefined where something else is escaped. */
  #escapedClass(): Range[] | undefined {
    const letter = this.#source[this.#at] ?? '';
    if (Object.hasOwn(perlClasses, letter)) {
      this.#at++;
      return perlClasses[letter];
    }
    const [all, upper, single, name] =
      /^(?:p|(P))(?:(\w)|\{\^?(\w+)\})/.exec(this.#source.slice(this.#at)) ?? [];
    if (all === undefined) return undefined;
    this.#at += all.length;
    const ranges = unicodeClass(single ?? name ?? '');
    return (upper !== undefined) !== all.includes('^') ? inverted(ranges) : ranges;
  }

  #escapedCharacter(): number {
    const [hex, two, more] =
      /^x(?:([\da-fA-F]{2})|\{([\da-fA-F]{1,6})\})/.exec(this.#source.slice(this.#at)) ?? [];
    if (hex !== undefined) {
      this.#at += hex.length;
      const code = Number.parseInt(two ?? more ?? '', 16);
      if (code > 0x10ffff) throw this.#wrong('there is no such character');
      return code;
    }
    const letter = this.#take();
    if (Object.hasOwn(controls, letter)) return controls[letter] ?? 0;
    if (letter === '0') return 0;
    if (/\w/.test(letter)) throw this.#wrong(`\\${letter} is not known`);
    return letter.codePointAt(0) ?? 0;
  }

  #class(flags: Flags): Syntax {
    const isInverted = this.#eat('^');
    const ranges: Range[] = [];
    let isFirst = true;
    for (; isFirst || this.#source[this.#at] !== ']'; isFirst = false) {
      if (this.#at >= this.#source.length) throw this.#wrong('a [ has no ]');
      const [named, not, name = ''] = /^\[:(\^?)(\w+):\]/.exec(this.#source.slice(this.#at)) ?? [];
      if (named !== undefined) {
        const found = namedClasses[name];
        if (!found) throw this.#wrong(`there is no class ${named}`);
        this.#at += named.length;
        ranges.push(...(not === '' ? found : inverted(found)));
        continue;
      }
      const escaped = this.#source[this.#at] === '\\';
      if (escaped) this.#at++;
      const ofClass = escaped ? this.#escapedClass() : undefined;
      if (ofClass) {
        ranges.push(...ofClass);
        continue;
      }
      const from = this.#classUnit(escaped);
      const isRange = this.#source[this.#at] === '-' && !['', ']'].includes(this.#source[this.#at + 1] ?? '');
      if (!isRange) {
        ranges.push([from, from]);
        continue;
      }
      this.#at++;
      const isEscaped = this.#eat('\\');
      const to = this.#classUnit(isEscaped);
      if (to < from) throw this.#wrong('a range is the wrong way round');
      ranges.push([from, to]);
    }
    this.#at++;
    const all = flags.ignoreCase ? folded(ranges) : normalised(ranges);
    return { kind: 'set', ranges: isInverted ? inverted(all) : all };
  }

  #classUnit(escaped: boolean): number {
    const code = escaped ? this.#escapedCharacter() : (this.#take().codePointAt(0) ?? 0);
    if (code > lastUnit) throw this.#wrong('characters past U+FFFF are not possible in a class');
    return code;
  }
}

function literal(character: string, { ignoreCase }: Flags): Syntax {
  const units = Array.from({ length: character.length }, (_, index): Syntax => {
    const unit = character.charCodeAt(index);
    const ranges: Range[] = [[unit, unit]];
    return { kind: 'set', ranges: ignoreCase ? folded(ranges) : ranges };
  });
  return units.length === 1 && units[0] ? units[0] : { kind: 'sequence', parts: units };
}
