'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';

/** Copies a text, and says so for a moment. */
export function CopyButton({ text, label }: { text: () => string; label: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');

  useEffect(() => {
    if (state === 'idle') return undefined;
    const timer = setTimeout(() => setState('idle'), 1_600);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = () => {
    navigator.clipboard.writeText(text()).then(
      () => setState('copied'),
      () => setState('refused'),
    );
  };
  const shown = { idle: label, copied: 'Copied', refused: 'Copying was refused' }[state];
  const Icon = state === 'copied' ? Check : Copy;
  return (
    <button type="button" className="tool-button" onClick={copy} aria-label={shown} title={shown}>
      <Icon className="size-3.5" aria-hidden="true" />
      <span className="hidden sm:inline">{shown}</span>
    </button>
  );
}
