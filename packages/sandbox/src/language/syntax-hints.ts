import { ErrorCode } from './error-code.js';
import { RejectionError } from './errors.js';

const hintsByMessage: readonly (readonly [pattern: RegExp, hint: string])[] = [
  [/'with' in strict mode/, '`with` is not part of the language: name the object each time.'],
  [/already been declared/, 'Give the second variable another name, or assign to the first.'],
  [/Unterminated (string|template)/, 'Close the quote, or use a template literal for several lines.'],
  [/Unterminated regular/, 'Close the regular expression with `/`.'],
  [/keyword|reserved/, 'Choose a name that is not a reserved word.'],
  [/Assigning to rvalue/, 'Compare with `===`; assign only to a variable or a property.'],
];

/** Lines that only Python has. */
const pythonLine =
  /^[ \t]*(?:import [\w.]+ as \w+|from [\w.]+ import .+|def \w+\(.*\).*:|(?:if|elif|for|while|with) .*:|else:|#.*)[ \t]*$|\blambda \w+:/m;

/** What to write instead, for a parser's message about a source. */
export function syntaxHint(message: string, source: string): string {
  if (pythonLine.test(source)) return pythonHint;
  const found = hintsByMessage.find(([pattern]) => pattern.test(message));
  return found?.[1] ?? 'Send plain JavaScript or TypeScript, without any other text around it.';
}

const pythonHint =
  'This is Python: programs are JavaScript. `pl` is there without an import; comments start with //, functions are (x) => …, blocks have braces.';

const typeScriptHints: Readonly<Record<string, string>> = {
  enum: "Use an object: `const Color = { Red: 'red' }`.",
  namespace: 'Use an object or plain functions.',
  module: 'Use an object or plain functions.',
  import: 'Nothing can be imported: `pl` and the built-ins are already there.',
  export: 'End the program with the result as its last expression.',
  '<': 'Write `value as Type`.',
};

/** The refusal of TypeScript syntax that has a meaning at run time and so cannot be erased. */
export function typeScriptRefusal(source: string, from: number): RejectionError {
  const at =
    from +
    (/^(?:\s|\/\*[^]*?\*\/|\/\/[^\n]*\n|declare\b|const\b(?=\s+enum))*/.exec(source.slice(from))?.[0]
      .length ?? 0);
  const word = /^(?:[a-z]+|<)/.exec(source.slice(at))?.[0] ?? '';
  if (word === 'import' && pythonLine.test(source.slice(at).split('\n', 1)[0] ?? '')) {
    return new RejectionError(ErrorCode.SyntaxRefused, 'A Python import is not part of the language.', {
      hint: 'Leave the line out: `pl` is already there, with its selectors as `pl.cs`. Programs are JavaScript.',
      at,
    });
  }
  const known = Object.hasOwn(typeScriptHints, word);
  const what =
    known && word !== '<'
      ? `\`${word}\``
      : word === '<'
        ? 'A type assertion with `<…>`'
        : 'This TypeScript syntax';
  return new RejectionError(ErrorCode.SyntaxRefused, `${what} is not part of the language.`, {
    hint: known ? typeScriptHints[word] : 'Write it as plain JavaScript; only types are erased.',
    at,
  });
}
