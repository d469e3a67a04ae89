'use client';

import type { ConversationSummary } from '@sallyport/agent';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { ConversationItem } from './conversation-item';

interface ConversationListProps {
  conversations: ConversationSummary[];
  activeId: string | undefined;
  onOpen: (id: string) => void;
  onRename: (id: string, title: string) => void;
  onDelete: (id: string) => void;
}

/** As many can be taken in at a glance: only more of them are worth a search. */
const atAGlance = 5;

/** The conversations that the server keeps, the latest first, with a search of their titles. */
export function ConversationList({ conversations, activeId, ...actions }: ConversationListProps) {
  const [wanted, setWanted] = useState('');
  if (conversations.length === 0)
    return <p className="text-muted px-3 text-xs">Your questions will be kept here.</p>;
  const searchable = conversations.length > atAGlance;
  const words = searchable ? wordsOf(wanted) : [];
  const found = conversations.filter(({ title }) => {
    const text = plain(title);
    return words.every((word) => text.includes(word));
  });
  return (
    <>
      {searchable && (
        <label className="border-line focus-within:border-accent mx-1 mb-1.5 flex items-center gap-2 rounded-lg border px-2">
          <Search className="text-muted size-3.5 shrink-0" aria-hidden="true" />
          <span className="sr-only">Search conversations</span>
          <input
            type="search"
            value={wanted}
            placeholder="Search"
            onChange={(event) => setWanted(event.target.value)}
            className="placeholder:text-muted w-full min-w-0 bg-transparent py-1.5 text-sm outline-none"
          />
        </label>
      )}
      {found.length === 0 && <p className="text-muted px-3 py-1 text-xs">No title has these words.</p>}
      <ul data-testid="conversations" className={searchable ? 'max-h-72 overflow-y-auto' : ''}>
        {found.map((conversation) => (
          <ConversationItem
            key={conversation.id}
            conversation={conversation}
            active={conversation.id === activeId}
            {...actions}
          />
        ))}
      </ul>
    </>
  );
}

function wordsOf(text: string): string[] {
  return plain(text)
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** Without case and accents, as people type what they look for. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase();
}
