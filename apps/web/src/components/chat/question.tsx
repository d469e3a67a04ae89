'use client';

import { Pencil } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { questionCharacters } from '@/lib/question';
import { CopyButton } from '../ui/copy-button';

interface QuestionProps {
  text: string;
  /** Whether it can be asked anew: not while an answer is made. */
  editable: boolean;
  /** Whether no other question follows it. */
  isLast: boolean;
  /** Asks in its place. */
  onReplace: (text: string) => void;
}

/** A question as it was asked, and the way to put it differently. */
export function Question({ text, editable, isLast, onReplace }: QuestionProps) {
  const [draft, setDraft] = useState<string>();
  const isEditing = draft !== undefined && editable;
  if (isEditing) {
    return (
      <QuestionEditor
        draft={draft}
        isLast={isLast}
        onChange={setDraft}
        onCancel={() => setDraft(undefined)}
        onSend={() => {
          setDraft(undefined);
          onReplace(draft.trim());
        }}
      />
    );
  }
  return (
    <div className="group/question flex flex-col items-end pt-2" data-testid="question">
      <p className="bg-accent-soft max-w-[85%] rounded-2xl rounded-br-md px-4 py-2.5 break-words whitespace-pre-wrap">
        <span className="sr-only">You asked: </span>
        {text}
      </p>
      <div className="mt-0.5 flex opacity-0 transition-opacity group-focus-within/question:opacity-100 group-hover/question:opacity-100 [@media(hover:none)]:opacity-100">
        <CopyButton text={() => text} label="Copy question" />
        <button
          type="button"
          className="tool-button"
          disabled={!editable}
          onClick={() => setDraft(text)}
          aria-label="Edit question"
          title="Edit question"
        >
          <Pencil className="size-3.5" aria-hidden="true" />
          <span className="hidden sm:inline">Edit question</span>
        </button>
      </div>
    </div>
  );
}

interface QuestionEditorProps {
  draft: string;
  isLast: boolean;
  onChange: (draft: string) => void;
  onCancel: () => void;
  onSend: () => void;
}

function QuestionEditor({ draft, isLast, onChange, onCancel, onSend }: QuestionEditorProps) {
  const isEmpty = draft.trim() === '';
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel();
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (!isEmpty) onSend();
  };
  return (
    <form
      className="border-accent bg-surface shadow-card space-y-2 rounded-2xl border p-3"
      data-testid="question-editor"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty) onSend();
      }}
    >
      <textarea
        ref={focusAtEnd}
        aria-label="Edited question"
        rows={Math.min(8, draft.split('\n').length + Math.floor(draft.length / 80))}
        maxLength={questionCharacters}
        value={draft}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={pressed}
        className="w-full resize-none bg-transparent px-1 leading-6 outline-none"
      />
      <div className="flex flex-wrap items-center justify-end gap-2 text-sm">
        <p className="text-muted mr-auto basis-full px-1 text-xs sm:basis-auto">
          {isLast ? 'The answer to it is replaced.' : 'Its answer and all that followed are removed.'}
        </p>
        <button type="button" className="text-muted hover:text-ink rounded-lg px-3 py-1.5" onClick={onCancel}>
          Cancel
        </button>
        <button
          type="submit"
          disabled={isEmpty}
          className="bg-accent text-on-accent rounded-lg px-3 py-1.5 font-medium disabled:opacity-35"
        >
          Ask
        </button>
      </div>
    </form>
  );
}

function focusAtEnd(field: HTMLTextAreaElement | null): void {
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
}
