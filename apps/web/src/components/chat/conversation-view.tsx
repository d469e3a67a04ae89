'use client';

import type { AnalystMessage } from '@sallyport/agent';
import type { ComponentProps } from 'react';
import { useResource } from '@/client/use-resource';
import { Notice } from '../ui/notice';
import { Skeleton } from '../ui/skeleton';
import { ChatPane } from './chat-pane';

/** A stored conversation, as the server sends it. */
interface StoredConversation {
  id: string;
  title: string;
  messages: AnalystMessage[];
  /** The run under way, if there is one. */
  activeRunId?: string;
}

type ConversationViewProps = Omit<
  ComponentProps<typeof ChatPane>,
  'initialMessages' | 'resume' | 'conversationId' | 'onMissed'
> & {
  conversationId: string;
  onNew: () => void;
};

/** A conversation that the server holds: fetched, then shown, with an answer under way read on. */
export function ConversationView({ conversationId, onNew, ...pane }: ConversationViewProps) {
  const stored = useResource<StoredConversation>(`/api/conversations/${encodeURIComponent(conversationId)}`);
  if (stored.data) {
    return (
      <ChatPane
        key={stored.data.activeRunId ?? 'idle'}
        {...pane}
        conversationId={conversationId}
        initialMessages={stored.data.messages}
        resume={stored.data.activeRunId !== undefined}
        onMissed={stored.refresh}
      />
    );
  }
  return (
    <div className="mx-auto w-full max-w-3xl flex-1 px-4 py-10 sm:px-6">
      {stored.error ? (
        <div className="space-y-4">
          <Notice tone="bad" title="The conversation could not be opened" {...stored.error} />
          <button
            type="button"
            className="bg-accent text-on-accent rounded-lg px-4 py-2 text-sm font-medium"
            onClick={onNew}
          >
            Begin a new chat
          </button>
        </div>
      ) : (
        <Skeleton lines={6} label="Loading the conversation" />
      )}
    </div>
  );
}
