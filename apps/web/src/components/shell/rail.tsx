'use client';

import type { ConversationSummary, DatasetSummary } from '@sallyport/agent';
import { SquarePen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Resource } from '@/client/use-resource';
import { DatasetList } from '../datasets/dataset-list';
import { Logo } from '../ui/logo';
import { ThemeToggle } from '../ui/theme-toggle';
import { ConversationList } from './conversation-list';

interface RailProps {
  conversations: Resource<{ conversations: ConversationSummary[] }>;
  datasets: Resource<{ datasets: DatasetSummary[] }>;
  suggestions: string[];
  activeId: string | undefined;
  onNew: () => void;
  onOpen: (id: string) => void;
  onRename: (id: string, title: string) => void;
  onDelete: (id: string) => void;
  onOpenDataset: (name: string) => void;
  onSuggestion: (question: string) => void;
}

/** The left side: new chat, conversations, datasets with questions to ask of them, and the theme. */
export function Rail(props: RailProps) {
  return (
    <div className="bg-rail flex h-full flex-col">
      <div className="flex items-center gap-2.5 px-4 pt-4 pb-3">
        <Logo />
        <span className="font-semibold tracking-tight">Sallyport</span>
      </div>
      <div className="px-3 pb-3">
        <button
          type="button"
          onClick={props.onNew}
          className="border-line-strong bg-surface shadow-card hover:border-accent flex w-full items-center gap-2.5 rounded-lg border px-3 py-2 text-sm font-medium"
        >
          <SquarePen className="text-accent size-4" aria-hidden="true" />
          New chat
        </button>
      </div>
      <nav aria-label="Conversations and data" className="min-h-0 flex-1 space-y-6 overflow-y-auto px-2 pb-4">
        <Group title="Conversations">
          {props.conversations.error ? (
            <p className="text-muted px-3 text-xs">{props.conversations.error.message}</p>
          ) : (
            <ConversationList
              conversations={props.conversations.data?.conversations ?? []}
              activeId={props.activeId}
              onOpen={props.onOpen}
              onRename={props.onRename}
              onDelete={props.onDelete}
            />
          )}
        </Group>
        <Group title="Data">
          <DatasetList datasets={props.datasets} onOpen={props.onOpenDataset} />
        </Group>
        {props.suggestions.length > 0 && (
          <Group title="Try asking">
            <ul>
              {props.suggestions.slice(0, 4).map((question) => (
                <li key={question}>
                  <button
                    type="button"
                    className="text-muted hover:bg-line/50 hover:text-ink w-full rounded-lg px-3 py-1.5 text-left text-[0.8125rem] leading-5"
                    onClick={() => props.onSuggestion(question)}
                  >
                    {question}
                  </button>
                </li>
              ))}
            </ul>
          </Group>
        )}
      </nav>
      <div className="border-line flex items-center justify-between border-t px-4 py-2.5">
        <span className="text-muted text-xs">Theme</span>
        <ThemeToggle />
      </div>
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="text-muted px-3 pb-1.5 text-xs font-medium">{title}</h2>
      {children}
    </section>
  );
}
