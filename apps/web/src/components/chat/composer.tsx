'use client';

import { ArrowUp, Square } from 'lucide-react';
import { useEffect, useRef, type FormEvent, type KeyboardEvent } from 'react';
import { questionCharacters } from '@/lib/question';

interface ComposerProps {
  value: string;
  onChange: (value: string) => void;
  onSend: (question: string) => void;
  onStop: () => void;
  busy: boolean;
  stopping: boolean;
  placeholder: string;
}

/** Where a question is written: Enter sends it, Shift and Enter begin a new line. */
export function Composer({ value, onChange, onSend, onStop, busy, stopping, placeholder }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const sendable = value.trim() !== '' && !busy;

  useEffect(() => {
    // On a phone the focus would bring up the keyboard over the suggestions.
    if (matchMedia('(pointer: fine)').matches) field.current?.focus();
  }, []);

  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (!sendable) return;
    onSend(value.trim());
    field.current?.focus();
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && busy) onStop();
    // While an input method composes a word, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      onSubmit={send}
      className="border-line-strong bg-surface shadow-card focus-within:border-accent flex items-end gap-2 rounded-2xl border p-2 pl-4 transition-colors"
    >
      <label className="sr-only" htmlFor="question">
        Your question
      </label>
      {/* The hidden copy gives the field the height of its text. */}
      <div className="grid max-h-50 min-w-0 flex-1 overflow-y-auto">
        <div
          aria-hidden="true"
          className="invisible col-start-1 row-start-1 py-1.5 leading-6 break-words whitespace-pre-wrap"
        >
          {value}{' '}
        </div>
        <textarea
          id="question"
          ref={field}
          rows={1}
          value={value}
          maxLength={questionCharacters}
          placeholder={placeholder}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={pressed}
          className="placeholder:text-muted col-start-1 row-start-1 resize-none overflow-hidden bg-transparent py-1.5 leading-6 outline-none"
        />
      </div>
      {busy ? (
        <button
          type="button"
          onClick={onStop}
          disabled={stopping}
          aria-label="Stop"
          title="Stop (Escape)"
          className="bg-ink text-paper grid size-9 shrink-0 place-items-center rounded-xl transition-opacity hover:opacity-85 disabled:opacity-50"
        >
          <Square className="size-3.5 fill-current" aria-hidden="true" />
        </button>
      ) : (
        <button
          type="submit"
          disabled={!sendable}
          aria-label="Send"
          title="Send (Enter)"
          className="bg-accent text-on-accent grid size-9 shrink-0 place-items-center rounded-xl transition-opacity hover:opacity-90 disabled:opacity-35"
        >
          <ArrowUp className="size-4.5" aria-hidden="true" />
        </button>
      )}
    </form>
  );
}
