import { createRequire } from 'node:module';

import type { Program } from 'acorn';

import { parseWithin } from './bounded-parser.js';
import { ErrorCode } from './error-code.js';
import { RejectionError, isStackOverflow } from './errors.js';
import type { LanguageLimits } from './limits.js';
import { endOpenLines } from './line-starts.js';
import { syntaxHint, typeScriptRefusal } from './syntax-hints.js';
import { callsWithTypeArguments, typeScriptIsTractable } from './typescript-guard.js';

type BlankTypes = (source: string, onError: (node: { pos: number }) => void) => string;

let blankTypes: BlankTypes | undefined;
let onLoad: (phase: 'loading' | 'loaded') => void = () => {};

/**
 * Loads the TypeScript parser, once, which takes half a second of CPU. A process that expects TypeScript calls this
 * while it has nothing else to do; otherwise the first program with types pays for it.
 */
export function preloadTypeScript(): void {
  if (blankTypes !== undefined) return;
  onLoad('loading');
  blankTypes = (createRequire(import.meta.url)('ts-blank-space') as { default: BlankTypes }).default;
  onLoad('loaded');
}

/** Who wants to know that the TypeScript parser is about to be loaded, and that it is. One listener; the last counts. */
export function onTypeScriptLoad(listener: (phase: 'loading' | 'loaded') => void): void {
  onLoad = listener;
}

/** Parses JavaScript, or TypeScript with its types blanked out so that offsets stay. Throws a `RejectionError`. */
export function parseProgram(source: string, limits: LanguageLimits): Program {
  if (source.length > limits.sourceLength) {
    const message = `The program has ${source.length} characters; the limit is ${limits.sourceLength}.`;
    throw new RejectionError(ErrorCode.ProgramTooLarge, message, { hint: 'Write a shorter program.', at: 0 });
  }
  const plain = tryParse(source, limits);
  if (!(plain instanceof RejectionError))
    return callsWithTypeArguments(source) ? (typed(source, limits) ?? plain) : plain;
  if (plain.code === ErrorCode.ProgramTooLarge) throw plain;
  const program = typed(source, limits);
  if (program === undefined) throw plain;
  return program;
}

/** The program without its types; `undefined` where it has none. */
function typed(source: string, limits: LanguageLimits): Program | undefined {
  const erased = eraseTypes(source);
  if (erased === undefined || erased === source) return undefined;
  const program = tryParse(erased, limits);
  if (program instanceof RejectionError) throw program;
  return program;
}

function tryParse(source: string, limits: LanguageLimits): Program | RejectionError {
  const options = {
    ecmaVersion: 'latest',
    sourceType: 'module',
    allowReturnOutsideFunction: true,
    allowAwaitOutsideFunction: true,
    allowImportExportEverywhere: false,
  } as const;
  const parse = (text: string): Program => parseWithin(text, options, limits.nesting);
  try {
    return endOpenLines(source, parse);
  } catch (error) {
    return error instanceof RejectionError ? error : syntaxRejection(error, source);
  }
}

function syntaxRejection(error: unknown, source: string): RejectionError {
  if (!(error instanceof Error)) throw error;
  if (isStackOverflow(error) || error.message.startsWith('Not enough stack')) return tooDeep();
  const at = 'pos' in error && typeof error.pos === 'number' ? error.pos : 0;
  const message = error.message.replace(/ \(\d+:\d+\)$/, '');
  return new RejectionError(ErrorCode.SyntaxInvalid, `${message}.`, {
    hint: syntaxHint(message, source),
    at,
  });
}

function eraseTypes(source: string): string | undefined {
  if (!typeScriptIsTractable(source)) return undefined;
  preloadTypeScript();
  const refused: { at?: number } = {};
  let erased: string | undefined;
  try {
    erased = blankTypes?.(source, (node) => {
      refused.at ??= node.pos;
    });
  } catch (error) {
    if (isStackOverflow(error)) throw tooDeep();
    throw error;
  }
  if (refused.at !== undefined) throw typeScriptRefusal(source, refused.at);
  return erased;
}

function tooDeep(): RejectionError {
  const hint = 'Break the expression up with a few `const`s.';
  return new RejectionError(ErrorCode.ProgramTooLarge, 'The program is nested too deeply.', { hint, at: 0 });
}
