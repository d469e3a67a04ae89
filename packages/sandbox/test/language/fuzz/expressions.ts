import { functions, methods, type Argument, type Callable, type Kind } from './catalogue.js';
import { indexes, literals, patterns, separators, sizes, templates } from './literals.js';
import type { Random } from './random.js';

/** A name that the program can read, and whether it can be assigned to. */
export interface Variable {
  readonly name: string;
  readonly kind: Kind;
  readonly mutable: boolean;
}

/** A function of the program. */
export interface ProgramFunction {
  readonly name: string;
  readonly takes: readonly Kind[];
  readonly gives: Kind;
}

const arithmetic = ['+', '-', '*', '/', '%', '**', '&', '|', '^', '<<', '>>', '>>>'];
const comparisons = ['<', '<=', '>', '>=', '===', '!==', '==', '!='];
const everyKind = Object.keys(literals) as Kind[];
const withoutParts: readonly Kind[] = ['number', 'text', 'boolean', 'value'];

/** Writes expressions of a given kind over the variables in sight. */
export class ExpressionWriter {
  readonly random: Random;
  readonly functions: ProgramFunction[] = [];
  scope: Variable[] = [];
  #names = 0;

  constructor(random: Random) {
    this.random = random;
  }

  fresh(): string {
    return `v${this.#names++}`;
  }

  expression(kind: Kind, depth: number): string {
    const { random } = this;
    if (depth <= 0 || random.chance(0.15)) return this.#leaf(kind);
    const text = random.chance(0.35) ? this.#common(kind, depth) : this.#special(kind, depth);
    return text ?? this.#leaf(kind);
  }

  #leaf(kind: Kind): string {
    const variables = this.scope.filter((variable) => variable.kind === kind);
    return variables.length > 0 && this.random.chance(0.65)
      ? this.random.pick(variables).name
      : this.random.pick(literals[kind]);
  }

  /** What an expression of any kind can be. */
  #common(kind: Kind, depth: number): string | undefined {
    const { random } = this;
    const part = (): string => this.expression(kind, depth - 1);
    const mutable = this.scope.filter((variable) => variable.kind === kind && variable.mutable);
    switch (random.below(8)) {
      case 0:
        return `(${this.expression('boolean', depth - 1)} ? ${part()} : ${part()})`;
      case 1:
        return `(${this.expression('value', depth - 1)}, ${part()})`;
      case 2:
        return mutable.length === 0 ? undefined : `(${random.pick(mutable).name} = ${part()})`;
      case 3:
        return `(${part()} ?? ${part()})`;
      case 4:
        return this.#call(kind, depth);
      case 5:
        return `((${this.#named(kind, (name) => `${name} = ${part()}`)}) => ${this.#lastNamed(part)})()`;
      case 6:
        return `[${part()}, ${part()}][${random.below(2)}]`;
      default:
        return `({ a: ${part()} }).a`;
    }
  }

  #lastNamed(part: () => string): string {
    const text = part();
    this.scope.pop();
    return text;
  }

  /** Declares a parameter for what is written next. */
  #named(kind: Kind, write: (name: string) => string): string {
    const name = this.fresh();
    const text = write(name);
    this.scope.push({ name, kind, mutable: true });
    return text;
  }

  #call(kind: Kind, depth: number): string | undefined {
    const own = this.functions.filter((each) => each.gives === kind);
    if (own.length > 0 && this.random.chance(0.5)) {
      const { name, takes } = this.random.pick(own);
      return `${name}(${takes.map((each) => this.expression(each, depth - 1)).join(', ')})`;
    }
    const built = functions.filter((each) => each.gives === kind);
    if (built.length === 0) return undefined;
    const callable = this.random.pick(built);
    return `${callable.text.trimEnd()}(${this.#arguments(callable, depth)})`;
  }

  /** A method of some value that gives this kind. */
  #method(kind: Kind, depth: number): string | undefined {
    const holders = everyKind.flatMap((holder) =>
      (methods[holder] ?? []).filter((each) => each.gives === kind).map((callable) => ({ holder, callable })),
    );
    if (holders.length === 0) return undefined;
    const { holder, callable } = this.random.pick(holders);
    const target = this.expression(holder, depth - 1);
    const link = this.random.chance(0.15) ? '?.' : '.';
    return `(${target})${link}${callable.text.trimEnd()}(${this.#arguments(callable, depth)})`;
  }

  #arguments({ args, optional }: Callable, depth: number): string {
    const count = optional + this.random.below(args.length - optional + 1);
    return args
      .slice(0, count)
      .map((argument) => this.#argument(argument, depth))
      .join(', ');
  }

  #argument(argument: Argument, depth: number): string {
    const { random } = this;
    if (typeof argument === 'object') return this.callback(argument.takes, argument.gives, depth - 1);
    switch (argument) {
      case 'size':
        return random.pick(sizes);
      case 'index':
        return random.pick(indexes);
      case 'separator':
        return random.pick(separators);
      case 'template':
        return random.pick(templates);
      case 'pattern':
      case 'globalPattern':
        return this.#pattern(argument === 'globalPattern');
      default:
        return this.expression(argument, depth - 1);
    }
  }

  #pattern(global: boolean): string {
    const { random } = this;
    const flags = `${global || random.chance(0.4) ? 'g' : ''}${random.chance(0.2) ? 'i' : ''}${random.chance(0.15) ? 'm' : ''}${random.chance(0.1) ? 's' : ''}u`;
    const source = random.pick(patterns);
    return random.chance(0.2)
      ? `new RegExp('${source.replaceAll('\\', '\\\\')}', '${flags}')`
      : `/${source}/${flags}`;
  }

  /** A function of the program, in one of the ways in which functions are written. */
  callback(takes: readonly Kind[], gives: Kind, depth: number): string {
    const { random } = this;
    const count = random.chance(0.7) ? takes.length : 1;
    const before = this.scope.length;
    const parameters = takes.slice(0, count).map((kind) => this.#parameter(kind));
    const body = this.expression(gives, depth);
    this.scope.length = before;
    const list = parameters.join(', ');
    if (random.chance(0.6)) return `(${list}) => ${body}`;
    return random.chance(0.5) ? `(${list}) => { return ${body}; }` : `function (${list}) { return ${body}; }`;
  }

  #parameter(kind: Kind): string {
    if (kind !== 'record' || this.random.chance(0.5)) return this.#named(kind, (name) => name);
    const n = this.#named('number', (name) => `n: ${name}`);
    const k = this.#named('text', (name) => `k: ${name} = 'none'`);
    return `{ ${n}, ${k} }`;
  }

  #special(kind: Kind, depth: number): string | undefined {
    const { random } = this;
    if (random.chance(0.5)) {
      const found = this.#method(kind, depth);
      if (found !== undefined) return found;
    }
    const part = (each: Kind): string => this.expression(each, depth - 1);
    switch (kind) {
      case 'number':
        return this.#number(depth);
      case 'text':
        return random.chance(0.5)
          ? `(${part('text')} + ${part('value')})`
          : `\`<\${${part('value')}}|\${${part('text')}}>\``;
      case 'boolean':
        return this.#boolean(depth);
      case 'value':
        return this.#value(depth);
      case 'numbers':
        return this.#list('number', depth);
      case 'texts':
        return this.#list('text', depth);
      case 'records':
        return this.#list('record', depth);
      case 'record':
        return random.chance(0.5)
          ? `({ k: ${part('text')}, n: ${part('number')}, b: ${part('boolean')} })`
          : `({ ...${part('record')}, ${random.pick(['n', 'k', 'b'])}: ${part('number')} })`;
      case 'map':
        return `new Map([...${part('map')}, [${part('text')}, ${part('number')}]])`;
      case 'set':
        return `new Set(${part('numbers')})`;
      case 'date':
        return `new Date(${part(random.chance(0.5) ? 'number' : 'date')})`;
    }
  }

  #list(kind: 'number' | 'text' | 'record', depth: number): string {
    const parts = Array.from({ length: this.random.below(4) }, () => this.expression(kind, depth - 1));
    const list = kind === 'number' ? 'numbers' : kind === 'text' ? 'texts' : 'records';
    if (this.random.chance(0.3)) parts.push(`...${this.expression(list, depth - 1)}`);
    return `[${parts.join(', ')}]`;
  }

  #number(depth: number): string {
    const { random } = this;
    const part = (each: Kind): string => this.expression(each, depth - 1);
    const mutable = this.scope.filter((variable) => variable.kind === 'number' && variable.mutable);
    switch (random.below(8)) {
      case 0:
      case 1:
      case 2:
        return `(${part('number')} ${random.pick(arithmetic)} ${part('number')})`;
      case 3:
        return `(${random.pick(['-', '+', '~'])}(${part('value')}))`;
      case 4:
        return `${part(random.pick(['numbers', 'texts', 'text', 'records']))}.length`;
      case 5:
        return `${part(random.pick(['map', 'set']))}.size`;
      case 6:
        if (mutable.length === 0) return `${part('record')}.n`;
        return random.chance(0.5)
          ? `(${random.pick(mutable).name} ${random.pick([...arithmetic, '&&', '||', '??'])}= ${part('number')})`
          : random.pick([`${random.pick(mutable).name}++`, `--${random.pick(mutable).name}`]);
      default:
        return `${part('numbers')}[${random.pick(indexes)}]`;
    }
  }

  #boolean(depth: number): string {
    const { random } = this;
    const part = (each: Kind): string => this.expression(each, depth - 1);
    const kind = random.pick(withoutParts);
    switch (random.below(6)) {
      case 0:
        return `!(${part(random.pick(everyKind))})`;
      case 1:
        return `(${part('boolean')} ${random.pick(['&&', '||'])} ${part('boolean')})`;
      case 2:
        return `(typeof (${part(random.pick(everyKind))}) === '${random.pick(['number', 'string', 'object', 'undefined', 'function'])}')`;
      case 3:
        return `/${random.pick(patterns)}/u.test(${part('text')})`;
      case 4:
        return `(${part('date')} ${random.pick(['<', '<=', '>', '>='])} ${part('date')})`;
      default:
        return `(${part(kind)} ${random.pick(comparisons)} ${part(random.pick(withoutParts))})`;
    }
  }

  #value(depth: number): string {
    const { random } = this;
    const part = (each: Kind): string => this.expression(each, depth - 1);
    switch (random.below(6)) {
      case 0:
        return `(${part('value')} ${random.pick(['&&', '||', '??', '+', '-', '*', '%'])} ${part('value')})`;
      case 1:
        return `${part('record')}[${part('text')}]`;
      case 2:
        return `${part('text')}[${random.pick(indexes)}]`;
      case 3:
        return `${part('record')}?.${random.pick(['k', 'n', 'b', 'missing'])}`;
      case 4:
        return `${part('texts')}[${random.pick(indexes)}]`;
      default:
        return part(random.pick(['number', 'text', 'boolean']));
    }
  }
}
