import type { RunResult } from '../../src/index.js';

type Failure = Exclude<RunResult, { status: 'ok' }>['error'];

/** What the hints say about names that would reach out of a program. */
const outside =
  /no access to the host|Nothing can be imported|Nothing about the host|Nothing is asynchronous|Write the code itself|Write an arrow function|Object\.keys, Object\.entries and plain/;

/** Why a program did not run, in the words of a person: the first reason that holds. */
const reasons: readonly (readonly [reason: string, holds: (error: Failure, code: string) => boolean])[] = [
  ['a limit', ({ code }) => /exceeded|too-large|killed|died/.test(code)],
  [
    'a piece that the collection cut off',
    ({ code, line = 0 }, text) => code === 'syntax-invalid' && line >= text.trimEnd().split('\n').length,
  ],
  ['no JavaScript of a module', ({ code }) => code === 'syntax-invalid'],
  [
    'it reaches out: files, network, modules, timers, reflection',
    ({ hint = '', message }) => outside.test(hint) || message.startsWith('The module '),
  ],
  ['another library, or a name of the file around it', ({ code }) => code === 'name-unknown'],
  ['syntax that is left out on purpose', ({ code }) => code === 'syntax-refused'],
  ['a dataset or column that is not there', ({ code }) => /^(?:dataset|column)-unknown$/.test(code)],
  ['a result that is no data', ({ code }) => code === 'result-invalid'],
  [
    'an operation of polars that is not offered',
    ({ code, message }) =>
      /not available here/.test(message) ||
      (code === 'member-unknown' && /^(?:DataFrame|Expression|GroupBy|pl)\b/.test(message)),
  ],
  ['arguments that the operation does not take', ({ code }) => code === 'argument-invalid'],
  ['a value of another kind', ({ code }) => /^(?:member-unknown|not-callable|type-mismatch)$/.test(code)],
];

/** `ran`, or why not. */
export function reasonOf(result: RunResult, code: string): string {
  if (result.status === 'ok') return 'ran';
  const { error } = result;
  return reasons.find(([, holds]) => holds(error, code))?.[0] ?? error.code;
}
