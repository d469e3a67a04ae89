import type { Kind } from './catalogue.js';
import { ExpressionWriter } from './expressions.js';
import { Random } from './random.js';

const kinds: readonly Kind[] = [
  'number',
  'number',
  'text',
  'text',
  'boolean',
  'value',
  'numbers',
  'texts',
  'records',
  'record',
  'map',
  'set',
  'date',
];

/** A loop of a generated program runs at most so often, whatever its body does. */
const passes = 6;

class ProgramWriter {
  readonly #random: Random;
  readonly #write: ExpressionWriter;
  #loops = 0;
  #inFunction = false;

  constructor(random: Random) {
    this.#random = random;
    this.#write = new ExpressionWriter(random);
  }

  program(): string {
    const statements = Array.from({ length: 3 + this.#random.below(5) }, () => this.#statement(3));
    const values = [
      ...this.#write.scope.map(({ name }) => name),
      this.#write.expression(this.#random.pick(kinds), 3),
    ];
    const body = `${statements.join('\n')}\nresult = [${values.join(', ')}];`;
    const wrapped = this.#random.chance(0.5) ? `(() => {\n${body}\n})();` : body;
    return `const log = [], why = []; let result;
const note = (e) => { const own = typeof e === 'object' && e !== null; log.push(own ? e.name : e); if (own) why.push(e.message); };
try {
${wrapped}
} catch (e) { note(e); }
({ result, log, why })`;
  }

  #block(depth: number, before = ''): string {
    const { scope, functions } = this.#write;
    const [names, own] = [scope.length, functions.length];
    const count = 1 + this.#random.below(3);
    const text = Array.from({ length: count }, () => this.#statement(depth - 1)).join('\n');
    scope.length = names;
    functions.length = own;
    return `{ ${before}\n${text}\n}`;
  }

  #statement(depth: number): string {
    const random = this.#random;
    if (depth <= 0) return this.#simple();
    switch (random.below(14)) {
      case 0:
        return `if (${this.#write.expression('boolean', 2)}) ${this.#block(depth)}${random.chance(0.5) ? ` else ${this.#block(depth)}` : ''}`;
      case 1:
        return this.#for(depth);
      case 2:
        return this.#forOf(depth);
      case 3:
        return this.#while(depth);
      case 4:
        return this.#try(depth);
      case 5:
        return this.#switch(depth);
      case 6:
        return this.#function();
      case 7:
        return this.#closures();
      default:
        return this.#simple();
    }
  }

  #simple(): string {
    const random = this.#random;
    const write = this.#write;
    const mutable = write.scope.filter((variable) => variable.mutable);
    const changed = mutable.length === 0 ? undefined : random.pick(mutable);
    switch (random.below(7)) {
      case 0:
        return changed === undefined
          ? this.#declaration()
          : `${changed.name} = ${this.#bounded(changed.kind)};`;
      case 1:
        return `log.push(${write.expression(random.pick(kinds), 3)});`;
      case 2:
        return this.#change();
      case 3:
        return this.#destructuring();
      default:
        return this.#declaration();
    }
  }

  /** An expression whose value cannot grow from one pass of a loop to the next. */
  #bounded(kind: Kind): string {
    const text = this.#write.expression(kind, 3);
    if (kind === 'text') return `String(${text}).slice(0, 80)`;
    return kind === 'numbers' || kind === 'texts' || kind === 'records' ? `(${text}).slice(0, 20)` : text;
  }

  #declaration(): string {
    const kind = this.#random.pick(kinds);
    const value = this.#bounded(kind);
    const name = this.#write.fresh();
    const keyword = this.#random.pick(['let', 'const', 'var']);
    this.#write.scope.push({ name, kind, mutable: keyword !== 'const' });
    return `${keyword} ${name} = ${value};`;
  }

  /** Writes into something that has parts. */
  #change(): string {
    const random = this.#random;
    const write = this.#write;
    const lists = write.scope.filter(({ kind }) => kind === 'numbers');
    const records = write.scope.filter(({ kind }) => kind === 'record');
    if (lists.length > 0 && random.chance(0.6)) return this.#element(random.pick(lists).name);
    if (records.length > 0)
      return `${random.pick(records).name}${random.pick(['.n', '.k', '["n"]', `[${write.expression('text', 1)}]`])} = ${write.expression('value', 2)};`;
    return this.#declaration();
  }

  /** Writes an element that is there, or the one after the last: the language knows no holes. */
  #element(list: string): string {
    const index = `Math.min(${this.#random.below(4)}, ${list}.length)`;
    const operator = this.#random.pick(['=', '+=', '??=']);
    const value = this.#write.expression('number', 2);
    return `{ const own = ${value}; ${list}[${index}] ${operator} own; }`;
  }

  #destructuring(): string {
    const write = this.#write;
    const [first, second] = [write.fresh(), write.fresh()];
    const fallback = write.expression('number', 1);
    const text = this.#random.chance(0.5)
      ? `let [${first} = ${fallback}, , ${second} = 0] = ${write.expression('numbers', 2)};`
      : `let { n: ${first} = ${fallback}, missing: ${second} = 1 } = ${write.expression('record', 2)};`;
    for (const name of [first, second]) write.scope.push({ name, kind: 'number', mutable: true });
    return text;
  }

  #for(depth: number): string {
    const name = this.#write.fresh();
    const before = this.#write.scope.length;
    this.#write.scope.push({ name, kind: 'number', mutable: false });
    const body = this.#loopBody(depth);
    this.#write.scope.length = before;
    return `for (let ${name} = 0; ${name} < ${this.#random.below(passes)}; ${name}++) ${body}`;
  }

  #loopBody(depth: number, guard = ''): string {
    this.#loops++;
    const jump = this.#random.chance(0.4)
      ? `if (${this.#write.expression('boolean', 2)}) ${this.#random.pick(['break', 'continue'])};`
      : '';
    const body = this.#block(depth, `${guard}${jump}`);
    this.#loops--;
    return body;
  }

  #forOf(depth: number): string {
    const write = this.#write;
    const source = this.#random.pick(['numbers', 'texts', 'text', 'set', 'map', 'records'] as const);
    const values = write.expression(source, 2);
    const guard = write.fresh();
    const before = write.scope.length;
    const names = [write.fresh(), write.fresh()];
    let target = names[0] ?? '';
    if (source === 'map') {
      target = `[${names.join(', ')}]`;
      write.scope.push({ name: names[0] ?? '', kind: 'text', mutable: false });
      write.scope.push({ name: names[1] ?? '', kind: 'number', mutable: false });
    } else {
      const kind =
        source === 'records' ? 'record' : source === 'texts' || source === 'text' ? 'text' : 'number';
      write.scope.push({ name: target, kind, mutable: false });
    }
    const body = this.#loopBody(depth, `if (++${guard} > ${passes}) break;`);
    write.scope.length = before;
    return `let ${guard} = 0; for (const ${target} of ${values}) ${body}`;
  }

  #while(depth: number): string {
    const guard = this.#write.fresh();
    const test = this.#write.expression('boolean', 2);
    const body = this.#loopBody(depth, `if (++${guard} > ${passes}) break;`);
    return this.#random.chance(0.5)
      ? `let ${guard} = 0; while (${test}) ${body}`
      : `let ${guard} = 0; do ${body} while (${test});`;
  }

  #try(depth: number): string {
    const random = this.#random;
    const thrown = random.pick([
      `throw new ${random.pick(['Error', 'TypeError', 'RangeError'])}(${this.#write.expression('text', 1)});`,
      `throw ${this.#write.expression('value', 1)};`,
      `log.push(${this.#write.expression('record', 2)}.b.missing);`,
      `log.push((${this.#write.expression('number', 2)}).toFixed(${random.pick(['200', '2', '(-1)'])}));`,
      '',
      '',
    ]);
    const block = this.#block(depth, random.chance(0.5) ? thrown : '');
    const finalizer = random.chance(0.3) ? ` finally ${this.#block(depth)}` : '';
    return `try ${block} catch (e) { note(e); ${random.chance(0.1) ? 'throw e;' : ''} }${finalizer}`;
  }

  #switch(depth: number): string {
    const write = this.#write;
    const kind = this.#random.pick(['number', 'text'] as const);
    const cases = Array.from({ length: 1 + this.#random.below(3) }, () => {
      const test = this.#random.chance(0.8) ? `case ${write.expression(kind, 1)}:` : undefined;
      return { test, body: `${this.#block(depth)}${this.#random.chance(0.6) ? ' break;' : ''}` };
    });
    const [fallback, ...repeated] = cases.filter(({ test }) => test === undefined);
    const kept = cases.filter((each) => !repeated.includes(each));
    const text = kept.map((each) => `${each === fallback ? 'default:' : each.test} ${each.body}`).join('\n');
    return `switch (${write.expression(kind, 2)}) {\n${text}\n}`;
  }

  /** A function that later code calls; it may return from inside loops. */
  #function(): string {
    const write = this.#write;
    if (this.#inFunction) return this.#declaration();
    const takes = Array.from({ length: this.#random.below(3) }, () => this.#random.pick(kinds));
    const gives = this.#random.pick(kinds);
    const name = write.fresh();
    const [before, loops] = [write.scope.length, this.#loops];
    const parameters = takes.map((kind) => {
      const parameter = write.fresh();
      write.scope.push({ name: parameter, kind, mutable: true });
      return parameter;
    });
    this.#inFunction = true;
    this.#loops = 0;
    const early = `for (const each of [1, 2]) { if (${write.expression('boolean', 2)}) return ${write.expression(gives, 2)}; }`;
    const inner = Array.from({ length: this.#random.below(3) }, () => this.#statement(1)).join('\n');
    const body = `${inner}\n${this.#random.chance(0.4) ? early : ''}\nreturn ${write.expression(gives, 2)};`;
    this.#inFunction = false;
    this.#loops = loops;
    write.scope.length = before;
    write.functions.push({ name, takes, gives });
    return this.#random.chance(0.5)
      ? `function ${name}(${parameters.join(', ')}) {\n${body}\n}`
      : `const ${name} = (${parameters.join(', ')}) => {\n${body}\n};`;
  }

  /** Closures over the variable of a loop, each of which has its own. */
  #closures(): string {
    const write = this.#write;
    const [list, index] = [write.fresh(), write.fresh()];
    const before = write.scope.length;
    write.scope.push({ name: index, kind: 'number', mutable: true });
    const body = write.expression('number', 2);
    write.scope.length = before;
    return `const ${list} = []; for (let ${index} = 0; ${index} < 3; ${index}++) ${list}.push(() => ${body}); log.push(${list}.map((f) => f()));`;
  }
}

/** A program that ends soon and gives the same wherever it runs, decided by a seed. */
export function writeProgram(seed: number): string {
  return new ProgramWriter(new Random(seed)).program();
}
