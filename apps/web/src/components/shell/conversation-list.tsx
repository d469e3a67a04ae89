'use client';

import type { ConversationSummary } from '@sallyport/agent';
import { Trash2 } from 'lucide-react';
import { useState, type MouseEvent } from 'react';
import { conversationPath } from '@/client/use-navigation';
import { formatMoment } from '@/lib/format';

interface ConversationListProps {
  conversations: ConversationSummary[];
  activeId: string | undefined;
  onOpen: (id: string) => void;
  onDelete: (id: string) => void;
}

/** The conversations that the server keeps, the latest first. */
export function ConversationList({ conversations, activeId, onOpen, onDelete }: ConversationListProps) {
  const [asking, setAsking] = useState<string>();
  if (conversations.length === 0)
    return <p className="text-muted px-3 text-xs">Your questions will be kept here.</p>;
  return (
    <ul data-testid="conversations">
      {conversations.map(({ id, title, updatedAt }) => (
        <li key={id} className="group relative">
          <a
            href={conversationPath(id)}
            aria-current={id === activeId ? 'page' : undefined}
            title={`${title} · ${formatMoment(updatedAt)}`}
            onClick={(event) => followInPage(event, () => onOpen(id))}
            className="text-soft hover:bg-line/50 hover:text-ink aria-[current=page]:bg-line/70 aria-[current=page]:text-ink block truncate rounded-lg py-1.5 pr-9 pl-3 text-sm aria-[current=page]:font-medium"
          >
            {title}
          </a>
          {asking === id ? (
            <DeleteQuestion
              onYes={() => {
                setAsking(undefined);
                onDelete(id);
              }}
              onNo={() => setAsking(undefined)}
            />
          ) : (
            <button
              type="button"
              aria-label={`Delete “${title}”`}
              title="Delete"
              onClick={() => setAsking(id)}
              className="text-muted hover:text-bad absolute top-0.5 right-1 grid size-7 place-items-center rounded-md opacity-0 group-hover:opacity-100 focus-visible:opacity-100 [@media(hover:none)]:opacity-100"
            >
              <Trash2 className="size-3.5" aria-hidden="true" />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
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
