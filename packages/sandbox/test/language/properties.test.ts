import { isDeepStrictEqual } from 'node:util';

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { foreignPart, plain, run, valueInV8 } from './harness.js';

const name = fc.constantFrom('a', 'b', 'c');
const key = fc.constantFrom('a', 'b', 'length', 'constructor', '__proto__', '0', 'name');
const literal = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map((value) => (value < 0 ? `(${value})` : String(value))),
  fc.constantFrom(
    "'x'",
    "'12'",
    "''",
    'true',
    'false',
    'null',
    'undefined',
    '0.5',
    'NaN',
    '[1, 2]',
    '({ a: 1, b: [2] })',
    '[]',
  ),
);

const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 5, depthIdentifier: 'expression' },
    literal,
    name,
    fc
      .tuple(
        tie('expression'),
        fc.constantFrom('+', '-', '*', '/', '%', '<', '>=', '===', '!==', '==', '&&', '||', '??', '&', '>>>'),
        tie('expression'),
      )
      .map(([left, operator, right]) => `((${left}) ${operator} (${right}))`),
    fc
      .tuple(fc.constantFrom('!', '-', '+', 'typeof ', '~'), tie('expression'))
      .map(([operator, value]) => `(${operator}(${value}))`),
    fc
      .tuple(tie('expression'), tie('expression'), tie('expression'))
      .map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`),
    fc.tuple(tie('expression'), key).map(([value, member]) => `(${value})?.[${JSON.stringify(member)}]`),
    fc.array(tie('expression'), { maxLength: 3 }).map((values) => `[${values.join(', ')}]`),
    fc.tuple(name, tie('expression')).map(([property, value]) => `({ ${property}: ${value} })`),
    fc.tuple(tie('expression'), name).map(([value, parameter]) => `((${parameter}) => ${value})(1)`),
    fc
      .tuple(name, fc.constantFrom('=', '+=', '-=', '??=', '||='), tie('expression'))
      .map(([target, operator, value]) => `(${target} ${operator} ${value})`),
    tie('expression').map((value) => `[3, 1, 2].map((x) => ${value})`),
    tie('expression').map((value) => `[1, 2, 3].filter((x, i) => ${value}).length`),
    tie('expression').map((value) => `\`<\${${value}}>\``),
    fc
      .tuple(
        tie('expression'),
        fc.constantFrom('String', 'Number', 'Boolean', 'JSON.stringify', 'Array.isArray'),
      )
      .map(([value, call]) => `${call}(${value})`),
    name.map((target) => `${target}++`),
  ),
}));

const program = fc
  .tuple(expression, expression, expression, fc.constantFrom('for', 'if', 'try', 'plain'))
  .map(([first, second, third, shape]) => {
    const start = `let a = 1, b = 'two', c = [3];`;
    if (shape === 'for')
      return `${start} for (let i = 0; i < 3; i++) { ${first}; if (${second}) break; } [${third}, a, b, c]`;
    if (shape === 'if') return `${start} if (${first}) { ${second}; } else { ${third}; } [a, b, c]`;
    if (shape === 'try')
      return `${start} try { ${first}; throw ${second}; } catch (e) { a = 'caught'; } finally { ${third}; } [a, b, c]`;
    return `${start} [${first}, ${second}, ${third}]`;
  });

/**
 * Where the language differs from JavaScript on purpose: it refuses to coerce collections and functions, it has no
 * inherited members, and methods are found on built-in values only when they are called.
 */
const documentedDifference =
  /cannot be a property name|has no text of its own|is not a number|does not work on|is compared with/;

/** How a program differs from what V8 makes of it, leaving the documented differences aside. */
function difference(source: string): string | undefined {
  const outcome = run(source);
  const expected = settle(() => valueInV8(source));
  if (outcome.status !== 'ok') {
    if (documentedDifference.test(outcome.error.message) || expected === undefined) return undefined;
    return `${outcome.error.message} instead of ${JSON.stringify(expected.value)}`;
  }
  if (/constructor|__proto__|caught/.test(source)) return undefined;
  if (expected === undefined) return 'a value instead of an error';
  return isDeepStrictEqual(plain(outcome.value), expected.value)
    ? undefined
    : `${JSON.stringify(plain(outcome.value))} instead of ${JSON.stringify(expected.value)}`;
}

function settle(evaluate: () => unknown): { value: unknown } | undefined {
  try {
    return { value: evaluate() };
  } catch {
    return undefined;
  }
}

/** What is wrong with how a program was answered, whatever the program. */
function fault(source: string): string | undefined {
  const outcome = run(source, { steps: 100_000 });
  if (outcome.status === 'ok') return foreignPart(outcome.value);
  return outcome.error.message === '' ? 'no message' : undefined;
}

/** Pieces of programs, which random sequences put together in ways that no author would. */
const fragments = [
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '=>',
  'a',
  'const ',
  'let ',
  '= ',
  '1',
  "'x'",
  '`',
  '${',
  '}',
  ';',
  ',',
  '...',
  '?.',
  '?',
  ':',
  'function ',
  'return ',
  'new ',
  'Map',
  'async ',
  'await ',
  'class ',
  'if ',
  'for ',
  ' of ',
  'pl',
  '.next',
  '()',
  '/a/g',
  'import ',
  'export default ',
  '<T>',
  'as any',
  ': number',
  '\n',
  '++',
  'throw ',
  'try ',
  'catch ',
];

describe('any program', () => {
  it('gives what V8 gives, or a documented refusal', () => {
    fc.assert(
      fc.property(program, (source) => {
        expect(difference(source)).toBeUndefined();
      }),
      { numRuns: 600 },
    );
  });

  it('ends with guest values only, and touches no host prototype', () => {
    const count = (): number =>
      Reflect.ownKeys(Object.prototype).length + Reflect.ownKeys(Array.prototype).length;
    const before = count();
    fc.assert(
      fc.property(program, (source) => {
        const recording = source.replaceAll('=> ', '=> seen.push(a, b, c) && ');
        expect(fault(`const seen = []; ${recording}; seen.push(a, b, c); seen`)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
    expect(count()).toBe(before);
  });

  it('of any text at all is answered, never a fault of the host', () => {
    const pieces = fc.array(fc.constantFrom(...fragments), { maxLength: 25 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string(), pieces), (source) => {
        expect(fault(source)).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  }, 300_000);
});
