'use client';

import { useEffect, useState } from 'react';
import { CopyButton } from '../ui/copy-button';
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
    import('./highlight').then(
      async ({ highlight }) => {
        const lines = await highlight(code);
        if (current) setColoured({ code, lines });
      },
      () => undefined, // Without the highlighter the code stays plain, which is complete.
    );
    return () => {
      current = false;
    };
  }, [code]);

  const lines =
    coloured?.code === code ? coloured.lines : code.split('\n').map((content): CodeToken[] => [{ content }]);
  return (
    <div className="relative" data-testid="step-code">
      <div className="absolute top-1.5 right-1.5 rounded-lg bg-sunken/90">
        <CopyButton text={() => code} label="Copy" />
      </div>
      {/* A region that scrolls must be reachable by keyboard. */}
      <pre
        className="max-h-96 overflow-auto py-3 font-mono text-[0.8125rem] leading-6"
        tabIndex={0}
        role="region"
        aria-label="Code"
      >
        <code className="block w-max min-w-full">
          {lines.map((line, index) => (
            <span
              key={index}
              className={`block pr-24 pl-3 ${index + 1 === errorLine ? 'bg-bad-soft' : ''}`}
              data-line={index + 1}
            >
              <span className="mr-4 inline-block w-6 text-right text-muted/60 select-none" aria-hidden="true">
                {index + 1}
              </span>
              {line.map((token, position) => (
                <span key={position} style={token.color ? { color: token.color } : undefined}>
                  {token.content}
                </span>
              ))}
              {'\n'}
            </span>
          ))}
        </code>
      </pre>
    </div>
  );
}
