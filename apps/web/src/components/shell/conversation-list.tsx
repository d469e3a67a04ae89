'use client';

import type { ConversationSummary } from '@sallyport/agent';
import { Trash2 } from 'lucide-react';
import { useState, type MouseEvent } from 'react';
import { conversationPath } from '@/client/use-navigation';
import { formatAgo } from '@/lib/format';

interface ConversationListProps {
  conversations: ConversationSummary[];
  activeId: string | undefined;
  onOpen: (id: string) => void;
  onDelete: (id: string) => void;
}

/** The conversations that the server keeps, the latest first. */
export function ConversationList({ conversations, activeId, onOpen, onDelete }: ConversationListProps) {
  const [asking, setAsking] = useState<string>();
  const now = new Date();
  if (conversations.length === 0) return <p className="px-3 text-xs text-muted">Your questions will be kept here.</p>;
  return (
    <ul data-testid="conversations">
      {conversations.map(({ id, title, updatedAt }) => (
        <li key={id} className="group relative">
          <a
            href={conversationPath(id)}
            aria-current={id === activeId ? 'page' : undefined}
            title={`${title} · ${formatAgo(new Date(updatedAt), now)}`}
            onClick={(event) => followInPage(event, () => onOpen(id))}
            className="block truncate rounded-lg py-1.5 pr-9 pl-3 text-sm text-soft hover:bg-line/50 hover:text-ink aria-[current=page]:bg-line/70 aria-[current=page]:font-medium aria-[current=page]:text-ink"
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
              className="absolute top-0.5 right-1 grid size-7 place-items-center rounded-md text-muted opacity-0 group-hover:opacity-100 hover:text-bad focus-visible:opacity-100 [@media(hover:none)]:opacity-100"
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
    <span className="absolute inset-y-0 right-1 flex items-center gap-1 rounded-lg bg-rail pl-2 text-xs">
      <button type="button" className="rounded-md bg-bad-soft px-2 py-1 font-medium text-bad" onClick={onYes}>
        Delete
      </button>
      <button type="button" className="rounded-md px-2 py-1 text-muted hover:text-ink" onClick={onNo}>
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
