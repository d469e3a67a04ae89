'use client';

import type { AnalystMessage } from '@sallyport/agent';
import { ArrowDown } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { useFollowScroll } from '@/client/use-follow-scroll';
import { readQuestion } from '@/lib/message-view';
import { Answer } from './answer';
import { Question } from './question';
import { Working } from './working';

interface ThreadProps {
  messages: AnalystMessage[];
  busy: boolean;
  onRetry: (question: string) => void;
  onReplace: (earlier: { messageId: string; runId: string | undefined }, question: string) => void;
  /** Shown in place of the thread while there is nothing in it. */
  empty: ReactNode;
  /** Shown after the last message. */
  after: ReactNode;
}

/** The questions and answers of a conversation, following its end while it grows. */
export function Thread({ messages, busy, onRetry, onReplace, empty, after }: ThreadProps) {
  const { scroller, content, away, toLatest } = useFollowScroll();
  const questions = messages.filter((message) => message.role === 'user');
  const lastQuestion = questions.at(-1);

  useEffect(() => {
    if (lastQuestion) toLatest();
  }, [lastQuestion, toLatest]);

  const last = messages.at(-1);
  return (
    <div className="relative min-h-0 flex-1">
      <div ref={scroller} className="h-full overflow-y-auto" data-testid="scroller">
        <div ref={content} className="min-h-full">
          <div
            role="log"
            aria-label="Conversation"
            aria-busy={busy}
            aria-live="off"
            className={messages.length > 0 ? 'mx-auto max-w-3xl space-y-6 px-4 py-8 sm:px-6' : ''}
          >
            {messages.map((message, index) =>
              message.role === 'user' ? (
                <Question
                  key={message.id}
                  text={readQuestion(message)}
                  editable={!busy}
                  isLast={message === lastQuestion}
                  onReplace={(text) =>
                    onReplace({ messageId: message.id, runId: runAfter(messages, index) }, text)
                  }
                />
              ) : (
                <Answer
                  key={message.id}
                  message={message}
                  question={questionBefore(messages, index)}
                  running={busy && message === last}
                  onRetry={onRetry}
                />
              ),
            )}
            {busy && last?.role === 'user' && <Working />}
            {messages.length > 0 && after}
          </div>
          {messages.length === 0 && empty}
        </div>
      </div>
      {away && messages.length > 0 && (
        <button
          type="button"
          onClick={toLatest}
          className="border-line bg-surface shadow-card hover:border-accent absolute bottom-4 left-1/2 z-10 flex -translate-x-1/2 items-center gap-1.5 rounded-full border px-3.5 py-1.5 text-xs font-medium"
        >
          <ArrowDown className="size-3.5" aria-hidden="true" />
          Jump to latest
        </button>
      )}
    </div>
  );
}

function questionBefore(messages: AnalystMessage[], index: number): string {
  const question = messages.slice(0, index).findLast((message) => message.role === 'user');
  return question ? readQuestion(question) : '';
}

/** The run that answered a question: its id is that of the answer. None where the question did not get through. */
function runAfter(messages: AnalystMessage[], index: number): string | undefined {
  const answer = messages[index + 1];
  return answer?.role === 'assistant' ? answer.id : undefined;
}
