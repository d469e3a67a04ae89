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

/** What to write instead, for a parser's message. */
export function syntaxHint(message: string): string {
  const found = hintsByMessage.find(([pattern]) => pattern.test(message));
  return found?.[1] ?? 'Send plain JavaScript or TypeScript, without any other text around it.';
}

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
