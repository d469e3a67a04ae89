'use client';

import type { AnalystMessage, BackendStatus } from '@sallyport/agent';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useAnalystChat } from '@/client/use-analyst-chat';
import type { Resource } from '@/client/use-resource';
import { readAnswer, type FindingView } from '@/lib/message-view';
import { TrustLine } from '../trust/trust-line';
import { Notice } from '../ui/notice';
import { Composer } from './composer';
import { EmptyState } from './empty-state';
import { statusLine } from './status-line';
import { Thread } from './thread';

interface ChatPaneProps {
  conversationId: string | undefined;
  initialMessages: AnalystMessage[];
  resume: boolean;
  status: Resource<BackendStatus>;
  suggestions: Resource<{ suggestions: string[] }>;
  /** A question to begin with, asked from outside the pane. */
  draft: { text: string };
  onConversation: (id: string) => void;
  onFinish: () => void;
  /** Called when the answer under way has ended before it could be read on. */
  onMissed?: () => void;
  onFindings: (findings: FindingView[]) => void;
  onOpenTrust: () => void;
}

/** One conversation: its thread, the place to write, and the line that says whom one has to trust. */
export function ChatPane(props: ChatPaneProps) {
  const { conversationId, initialMessages, resume, status, suggestions, draft } = props;
  const { onConversation, onFinish, onMissed = nothing, onFindings, onOpenTrust } = props;
  const [text, setText] = useState(draft.text);
  const chat = useAnalystChat({
    conversationId,
    messages: initialMessages,
    resume,
    onConversation,
    onFinish,
    onMissed,
  });

  const findings = useMemo(
    () =>
      chat.messages.flatMap((message) => (message.role === 'assistant' ? readAnswer(message).findings : [])),
    [chat.messages],
  );
  useEffect(() => onFindings(findings), [findings, onFindings]);

  const [seenDraft, setSeenDraft] = useState(draft);
  if (draft !== seenDraft) {
    setSeenDraft(draft);
    setText(draft.text);
  }

  const send = chat.ask;
  const ask = useCallback(
    (question: string) => {
      setText('');
      send(question);
    },
    [send],
  );
  const mcpError = status.data?.mcp.error;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <output className="sr-only">{statusLine(chat.messages, chat.busy)}</output>
      {mcpError && (
        <div className="mx-auto w-full max-w-3xl px-4 pt-3 sm:px-6" data-testid="connection-banner">
          <Notice tone="bad" title="The data server is not connected" {...mcpError}>
            <button type="button" className="text-xs font-medium underline" onClick={status.refresh}>
              Check again
            </button>
          </Notice>
        </div>
      )}
      <Thread
        messages={chat.messages}
        busy={chat.busy}
        onRetry={ask}
        onReplace={chat.replace}
        empty={<EmptyState suggestions={suggestions} status={status.data} onAsk={ask} />}
        after={chat.error && <Notice tone="bad" title={errorTitle(chat.messages)} {...chat.error} />}
      />
      <div className="before:from-paper relative mx-auto w-full max-w-3xl px-4 pb-2 before:pointer-events-none before:absolute before:inset-x-0 before:-top-6 before:h-6 before:bg-linear-to-t before:to-transparent sm:px-6">
        <Composer
          value={text}
          onChange={setText}
          onSend={ask}
          onStop={chat.stop}
          busy={chat.busy}
          stopping={chat.stopping}
          placeholder={chat.messages.length > 0 ? 'Ask a follow-up…' : 'Ask about your data…'}
        />
        <div className="mt-1.5 flex justify-center">
          <TrustLine
            status={status.data}
            error={status.error}
            findings={findings.length}
            onOpen={onOpenTrust}
          />
        </div>
      </div>
    </div>
  );
}

function errorTitle(messages: AnalystMessage[]): string {
  return messages.at(-1)?.role === 'assistant' ? 'The answer broke off' : 'The question did not get through';
}

function nothing(): void {
  // A new conversation has no answer to miss.
}
