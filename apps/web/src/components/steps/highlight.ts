import { createHighlighterCore, createCssVariablesTheme, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import javascript from 'shiki/langs/javascript.mjs';

/** A piece of code in one colour. */
export interface CodeToken {
  content: string;
  color?: string;
}

let loading: Promise<HighlighterCore> | undefined;

/** The code, line by line, cut into tokens whose colours are the page's CSS variables (so they follow the theme). */
export async function highlight(code: string): Promise<CodeToken[][]> {
  loading ??= createHighlighterCore({
    themes: [createCssVariablesTheme({ name: 'page', variablePrefix: '--shiki-' })],
    langs: [javascript],
    engine: createJavaScriptRegexEngine(),
  });
  const highlighter = await loading;
  const { tokens } = highlighter.codeToTokens(code, { lang: 'javascript', theme: 'page' });
  return tokens.map((line) => line.map(({ content, color }) => (color ? { content, color } : { content })));
}
