import { defaultLanguageLimits, runProgram, type ProgramOutcome } from '../../../src/language/index.js';
import { foreignPart, Probe } from '../harness.js';
import type { Random } from './random.js';

/** Programs that reach for the host, for mutation to start from. */
export const hostileSeeds: readonly string[] = [
  "[]['constructor']['constructor']('return process')()",
  "const k = 'const' + 'ructor'; (() => 1)[k][k]('return this')()",
  '({}).__proto__.polluted = 1; Object.assign({}, JSON.parse(\'{"__proto__":{"x":1}}\'))',
  'try { null.x } catch (e) { e.stack; e.constructor; e.name = Symbol; }',
  'const f = (...xs) => f(...xs, ...xs); f(1)',
  "let s = 'x'; while (true) s += s;",
  'for (const x of new Map([[1, 2]])) { pl.next()[x]; }',
  "import('fs').then((m) => m.readFileSync('/etc/passwd'))",
  "class A { static #p = 1; static { this.x = eval('1'); } } new A()",
  'function* g() { yield* g(); } for await (const x of g()) x;',
  "`${{ toString: () => 'x' }}`; [1, 2].sort(() => { throw pl; })",
  "'aaaaaaaaaaaaaaaaaaaaaaaa!'.replace(/(a+)+$/, (...m) => m.at(-1)); new RegExp('(?<a>'.repeat(9))",
  'with (pl) { next(); }; delete pl.next; label: for (;;) break label;',
  'const { a: { b = pl.rows }, ...rest } = { a: {} }; rest[b()[0].a]',
  'JSON.stringify({ toJSON: (k) => pl }, (k, v) => [v, k], pl.columns)',
  'structuredClone(new Map([[new Set([pl]), { d: new Date(0), p: /x/g, f: print }]]))',
  'Object.groupBy(pl.rows(), (row) => row); Map.groupBy(pl.columns, (c) => [c])',
  'const x: number = <any>pl; enum E { A } namespace N { export const y = 1; }',
  "arguments.callee.caller; new.target; super.x; this.constructor; globalThis['pro' + 'cess']",
  'Array.from({ length: 4294967295 }); Array(-1); [].length = 1e9; new Array(1e9).fill(0)',
];

const dictionary = [
  'constructor',
  '__proto__',
  'prototype',
  "['constructor']",
  '.call',
  '.apply',
  '.bind',
  'toString',
  'valueOf',
  'this',
  'eval',
  'Function',
  'process',
  'globalThis',
  'require',
  'import(',
  'new ',
  'class A {}',
  'async ',
  'await ',
  'yield ',
  'function* ',
  '=>',
  '?.',
  '...',
  '`${',
  '}`',
  '/(a*)*b/g',
  '<T>(',
  ' as any',
  '1e999',
  '-0',
  'NaN',
  '0n',
  '2 ** 53',
  "'\\u{1F600}'",
  '\u2028',
  '\uFEFF',
  '\u202E',
  '\0',
  'pl',
  '.next()',
  '.rows()',
  'print',
  'Map',
  'Set',
  'Date',
  'Math',
  'Object.freeze(',
  'JSON.parse(',
  'structuredClone(',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ';',
  ',',
  '=',
  '+=',
  '??=',
  '++',
  'try {',
  '} catch (e) {',
  '} finally {',
  'throw ',
  'return ',
  'for (;;)',
  'while (true)',
  'of ',
  'in ',
  'let ',
  'const ',
  '.sort(',
  '.map(',
  '.replace(',
  '.then(',
  '.catch(',
  '.repeat(1e9)',
  'Array(1e9)',
  '.length = ',
  '```',
  '#!',
];

/** Changes a program at a few places: tokens are removed, doubled, exchanged or taken from elsewhere. */
export function mutate(source: string, other: string, random: Random): string {
  const tokens = source.match(/[\w$]+|\s+|[^\w\s$]/g) ?? [];
  const donor = other.match(/[\w$]+|\s+|[^\w\s$]/g) ?? [];
  for (let change = 0; change <= random.below(4); change++) {
    const at = random.below(tokens.length + 1);
    const length = 1 + random.below(6);
    switch (random.below(7)) {
      case 0:
        tokens.splice(at, length);
        break;
      case 1:
        tokens.splice(at, 0, ...tokens.slice(at, at + length));
        break;
      case 2:
        tokens.splice(at, 1, random.pick(dictionary));
        break;
      case 3:
        tokens.splice(at, 0, random.pick(dictionary));
        break;
      case 4: {
        const from = random.below(donor.length + 1);
        tokens.splice(at, random.below(4), ...donor.slice(from, from + 12));
        break;
      }
      case 5:
        tokens.splice(at, 0, (tokens[at] ?? '(').repeat(1 + random.below(200)));
        break;
      default:
        tokens.splice(at, 1, String.fromCharCode(random.below(random.chance(0.8) ? 128 : 65_536)));
    }
  }
  return tokens.join('').slice(0, 8000);
}

/** What is known of how a program was answered: enough to tell that a mutant does something new. */
export interface Answer {
  /** What breaks an invariant, if anything does. */
  readonly fault: string | undefined;
  /** Mutants with a signature that is new are kept, and mutated in turn. */
  readonly signature: string;
}

/** No answer may take more of the processor. What else the machine does is no fault of the program. Milliseconds. */
const longestAnswer = 10_000;

const prototypes = [Object, Array, Function, String, Number, Map, Set, Date, RegExp, Error, Promise].map(
  (each) => each.prototype as object,
);

function hostState(): string {
  return prototypes.map((each) => Reflect.ownKeys(each).map(String).join()).join(';');
}

const untouched = hostState();

/** Runs a program with and without the checker. Nothing that it does may be more than a guest's error. */
export function answer(source: string): Answer {
  const answers = [true, false].map((staticChecks) => answerOnce(source, staticChecks));
  return {
    fault: answers.find(({ fault }) => fault !== undefined)?.fault,
    signature: answers.map(({ signature }) => signature).join(' '),
  };
}

function answerOnce(source: string, staticChecks: boolean): Answer {
  const started = process.cpuUsage();
  let outcome: ProgramOutcome;
  try {
    outcome = runProgram(source, {
      globals: { pl: new Probe() },
      limits: { steps: 200_000, memoryBytes: 4 * 1024 * 1024, nodes: defaultLanguageLimits.nodes },
      staticChecks,
    });
  } catch (error) {
    return {
      fault: `a fault of the host: ${String(error instanceof Error ? error.stack : error)}`,
      signature: '',
    };
  }
  return { fault: faultOf(outcome, millisecondsSince(started)), signature: signatureOf(outcome) };
}

function millisecondsSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

function faultOf(outcome: ProgramOutcome, took: number): string | undefined {
  if (took > longestAnswer) return `it took ${Math.round(took)} ms`;
  if (hostState() !== untouched) return 'a prototype of the host has changed';
  if (outcome.status !== 'ok') {
    const { code, message } = outcome.error;
    return code === '' || message === '' ? 'an error without a code or message' : undefined;
  }
  const foreign = foreignPart(outcome.value);
  return foreign === undefined ? undefined : `a value of the host at ${foreign}`;
}

function signatureOf(outcome: ProgramOutcome): string {
  const effort = Math.ceil(Math.log2(outcome.steps + 1));
  if (outcome.status === 'ok') return `ok ${typeof outcome.value} ${effort}`;
  const { code, message } = outcome.error;
  return `${code} ${message.replaceAll(/`[^`]*`|\d+/g, '')} ${outcome.status === 'rejected' ? '' : effort}`;
}
