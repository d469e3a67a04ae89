'use client';

import { useEffect, useState } from 'react';
import { CopyButton } from '../ui/copy-button';
import { ScrollRegion } from '../ui/scroll-region';
import type { CodeToken } from './highlight';

interface CodeBlockProps {
  code: string;
  /** A line (from 1) to mark, because something went wrong there. */
  errorLine?: number | undefined;
}

/** A program, coloured once the highlighter has loaded, with line numbers. */
export function CodeBlock({ code, errorLine }: CodeBlockProps) {
  const [coloured, setColoured] = useState<{ code: string; lines: CodeToken[][] }>();

  useEffect(() => {
    let current = true;
    const load = async () => {
      const { highlight } = await import('./highlight');
      const lines = await highlight(code);
      if (current) setColoured({ code, lines });
    };
    // Without the highlighter the code stays plain, which is complete.
    load().catch(() => undefined);
    return () => {
      current = false;
    };
  }, [code]);

  const plain = code.split('\n').map((content): CodeToken[] => [{ content }]);
  const lines = numbered(coloured?.code === code ? coloured.lines : plain);
  return (
    <div className="relative" data-testid="step-code">
      <div className="bg-surface/90 absolute top-1.5 right-1.5 z-10 rounded-lg">
        <CopyButton text={() => code} label="Copy" />
      </div>
      <ScrollRegion label="Code" className="max-h-96">
        <pre className="py-3 font-mono text-[0.8125rem] leading-6">
          <code className="block w-max min-w-full">
            {lines.map(({ number, tokens }) => (
              <span key={number} className={`block pr-24 pl-3 ${number === errorLine ? 'bg-bad-soft' : ''}`}>
                <span className="text-muted mr-4 inline-block w-6 text-right select-none" aria-hidden="true">
                  {number}
                </span>
                {tokens.map(({ at, content, color }) => (
                  <span key={at} style={color ? { color } : undefined}>
                    {content}
                  </span>
                ))}
                {'\n'}
              </span>
            ))}
          </code>
        </pre>
      </ScrollRegion>
    </div>
  );
}

/** The lines with their numbers, and each token with the column it begins at. */
function numbered(lines: CodeToken[][]) {
  return lines.map((line, index) => {
    let column = 0;
    const tokens = line.map((token) => {
      const at = column;
      column += token.content.length;
      return { ...token, at };
    });
    return { number: index + 1, tokens };
  });
}
