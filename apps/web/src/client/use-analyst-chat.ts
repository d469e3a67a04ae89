'use client';

import { useChat } from '@ai-sdk/react';
import type { AnalystMessage } from '@sallyport/agent';
import { DefaultChatTransport } from 'ai';
import { useCallback, useMemo, useRef, useState } from 'react';
import { toErrorBody, type ErrorBody } from '@/lib/api-error';
import { readQuestion } from '@/lib/message-view';
import { isRecord } from '@/lib/table';
import { requestJson } from './request-json';

interface AnalystChatOptions {
  /** Undefined for a conversation that the server does not hold yet. */
  conversationId: string | undefined;
  messages: AnalystMessage[];
  /** Whether an answer is under way, to be read on. */
  resume: boolean;
  /** Called once the server has given a new conversation its id. */
  onConversation: (id: string) => void;
  /** Called whenever a run has ended. */
  onFinish: () => void;
}

/** The chat of one conversation. The server owns history and runs: only the new question's text is ever sent. */
export function useAnalystChat({ conversationId, messages, resume, onConversation, onFinish }: AnalystChatOptions) {
  const idReference = useRef(conversationId);
  const runReference = useRef<string>(undefined);
  const [stopping, setStopping] = useState(false);
  const [stopError, setStopError] = useState<ErrorBody>();

  const transport = useMemo(() => new DefaultChatTransport<AnalystMessage>(requests(idReference)), []);

  const chat = useChat<AnalystMessage>({
    messages,
    resume,
    transport,
    experimental_throttle: 40,
    onData: (part) => {
      if (part.type !== 'data-run' || !isRecord(part.data)) return;
      const { runId, conversationId: id } = part.data;
      if (typeof runId === 'string') runReference.current = runId;
      if (idReference.current !== undefined || typeof id !== 'string') return;
      idReference.current = id;
      onConversation(id);
    },
    onFinish: () => {
      setStopping(false);
      onFinish();
    },
  });

  const stop = useCallback(() => {
    const runId = runReference.current;
    if (runId === undefined) return;
    setStopping(true);
    setStopError(undefined);
    // The stream stays open: its last part says that the run was stopped.
    requestJson(`/api/runs/${encodeURIComponent(runId)}/stop`, { method: 'POST' }).catch((error: unknown) => {
      setStopping(false);
      setStopError(toErrorBody(error));
    });
  }, []);

  const ask = useCallback(
    (question: string) => {
      setStopError(undefined);
      runReference.current = undefined;
      void chat.sendMessage({ text: question });
    },
    [chat],
  );

  const busy = chat.status === 'submitted' || chat.status === 'streaming';
  const error = stopError ?? (chat.error ? toErrorBody(chat.error) : undefined);
  return { messages: chat.messages, busy, stopping, error, ask, stop, clearError: chat.clearError };
}

function requests(id: { current: string | undefined }) {
  return {
    prepareSendMessagesRequest: ({ messages }: { messages: AnalystMessage[] }) => {
      const last = messages.findLast((message) => message.role === 'user');
      const message = last ? readQuestion(last) : '';
      return { api: '/api/chat', body: { ...(id.current === undefined ? {} : { id: id.current }), message } };
    },
    prepareReconnectToStreamRequest: () => ({ api: `/api/chat/${encodeURIComponent(id.current ?? '')}/stream` }),
  };
}
