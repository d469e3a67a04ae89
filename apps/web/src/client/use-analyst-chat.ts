'use client';

import { useChat } from '@ai-sdk/react';
import type { AnalystMessage } from '@sallyport/agent';
import { useCallback, useState } from 'react';
import { toErrorBody, type ErrorBody } from '@/lib/api-error';
import { readRun } from '@/lib/message-view';
import { AnalystTransport } from './analyst-transport';
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
  /** Called when the answer that was to be read on has meanwhile ended. */
  onMissed: () => void;
}

/** How often the page is drawn anew while an answer streams, in milliseconds. */
const drawEvery = 40;

/** The chat of one conversation, whose runs go on whether or not this page listens. */
export function useAnalystChat(options: AnalystChatOptions) {
  const { conversationId, messages, resume, onConversation, onFinish, onMissed } = options;
  const [transport] = useState(() => new AnalystTransport(conversationId, onMissed));
  const [stopping, setStopping] = useState(false);
  const [stopError, setStopError] = useState<ErrorBody>();

  const chat = useChat<AnalystMessage>({
    messages,
    resume,
    transport,
    experimental_throttle: drawEvery,
    onData: (part) => {
      const run = part.type === 'data-run' ? readRun(part.data) : undefined;
      if (run && transport.note(run)) onConversation(run.conversationId);
    },
    onFinish: () => {
      setStopping(false);
      onFinish();
    },
  });

  const stop = () => {
    if (transport.runId === undefined) return;
    setStopping(true);
    setStopError(undefined);
    // The stream stays open: its last part says that the run was stopped.
    requestJson(`/api/runs/${encodeURIComponent(transport.runId)}/stop`, { method: 'POST' }).catch(
      (error: unknown) => {
        setStopping(false);
        setStopError(toErrorBody(error));
      },
    );
  };

  const { sendMessage } = chat;
  const ask = useCallback(
    (question: string) => {
      setStopError(undefined);
      void sendMessage({ text: question });
    },
    [sendMessage],
  );

  /** Asks in the place of an earlier question. That one and all that followed it are gone then. */
  const replace = useCallback(
    (earlier: { messageId: string; runId: string | undefined }, question: string) => {
      setStopError(undefined);
      const body = earlier.runId === undefined ? {} : { replaces: earlier.runId };
      void sendMessage({ text: question, messageId: earlier.messageId }, { body });
    },
    [sendMessage],
  );

  const busy = chat.status === 'submitted' || chat.status === 'streaming';
  const error = stopError ?? (chat.error ? toErrorBody(chat.error) : undefined);
  return { messages: chat.messages, busy, stopping, error, ask, replace, stop };
}
