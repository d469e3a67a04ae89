'use client';

import type { ConversationSummary } from '@sallyport/agent';
import { Pencil, Trash2 } from 'lucide-react';
import { useState, type ComponentProps, type FormEvent, type MouseEvent } from 'react';
import { conversationPath } from '@/client/use-navigation';
import { formatMoment } from '@/lib/format';
import { titleCharacters } from '@/lib/question';

interface ConversationItemProps {
  conversation: ConversationSummary;
  active: boolean;
  onOpen: (id: string) => void;
  onRename: (id: string, title: string) => void;
  onDelete: (id: string) => void;
}

/** One conversation of the list: a link to it, and the ways to rename and to delete it. */
export function ConversationItem({
  conversation,
  active,
  onOpen,
  onRename,
  onDelete,
}: ConversationItemProps) {
  const { id, title, updatedAt } = conversation;
  const [state, setState] = useState<'idle' | 'renaming' | 'deleting'>('idle');
  if (state === 'renaming') {
    return (
      <li>
        <TitleEditor
          title={title}
          onDone={(changed) => {
            setState('idle');
            if (changed !== undefined && changed !== title) onRename(id, changed);
          }}
        />
      </li>
    );
  }
  return (
    <li className="group relative">
      <a
        href={conversationPath(id)}
        aria-current={active ? 'page' : undefined}
        title={`${title} · ${formatMoment(updatedAt)}`}
        onClick={(event) => followInPage(event, () => onOpen(id))}
        className="text-soft hover:bg-line/50 hover:text-ink aria-[current=page]:bg-line/70 aria-[current=page]:text-ink block truncate rounded-lg py-1.5 pr-3 pl-3 text-sm group-focus-within:pr-17 group-hover:pr-17 aria-[current=page]:font-medium [@media(hover:none)]:pr-17"
      >
        {title}
      </a>
      {state === 'deleting' ? (
        <DeleteQuestion
          onYes={() => {
            setState('idle');
            onDelete(id);
          }}
          onNo={() => setState('idle')}
        />
      ) : (
        <span className="absolute top-0.5 right-1 flex opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 [@media(hover:none)]:opacity-100">
          <SmallButton
            aria-label={`Rename “${title}”`}
            title="Rename"
            className="hover:text-ink"
            onClick={() => setState('renaming')}
          >
            <Pencil className="size-3.5" aria-hidden="true" />
          </SmallButton>
          <SmallButton
            aria-label={`Delete “${title}”`}
            title="Delete"
            className="hover:text-bad"
            onClick={() => setState('deleting')}
          >
            <Trash2 className="size-3.5" aria-hidden="true" />
          </SmallButton>
        </span>
      )}
    </li>
  );
}

function SmallButton({ className, ...rest }: ComponentProps<'button'>) {
  return (
    <button
      type="button"
      {...rest}
      className={`text-muted grid size-7 place-items-center rounded-md ${className}`}
    />
  );
}

/** Enter and leaving the field keep the title, Escape keeps the old one. `onDone` gets what is to be kept. */
function TitleEditor({ title, onDone }: { title: string; onDone: (title?: string) => void }) {
  const [draft, setDraft] = useState(title);
  const done = (event?: FormEvent) => {
    event?.preventDefault();
    onDone(draft.trim() === '' ? undefined : draft.trim());
  };
  return (
    <form onSubmit={done}>
      <input
        ref={selectAll}
        aria-label="New title"
        value={draft}
        maxLength={titleCharacters}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => done()}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          // The Escape is for this field, not for the sheet that it may lie in.
          event.preventDefault();
          event.stopPropagation();
          onDone();
        }}
        className="border-accent bg-surface w-full rounded-lg border px-3 py-1.5 text-sm outline-none"
      />
    </form>
  );
}

function selectAll(field: HTMLInputElement | null): void {
  field?.focus();
  field?.select();
}

function DeleteQuestion({ onYes, onNo }: { onYes: () => void; onNo: () => void }) {
  return (
    <span className="bg-rail absolute inset-y-0 right-1 flex items-center gap-1 rounded-lg pl-2 text-xs">
      <button type="button" className="bg-bad-soft text-bad rounded-md px-2 py-1 font-medium" onClick={onYes}>
        Delete
      </button>
      <button type="button" className="text-muted hover:text-ink rounded-md px-2 py-1" onClick={onNo}>
        Keep
      </button>
    </span>
  );
}

/** Follows a link within the page, unless the reader asks for another tab. */
function followInPage(event: MouseEvent, open: () => void): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  open();
}
