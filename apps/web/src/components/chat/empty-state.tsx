import type { BackendStatus } from '@sallyport/agent';
import type { Resource } from '@/client/use-resource';
import { modelExplanation } from '../trust/model-words';
import { Logo } from '../ui/logo';

interface EmptyStateProps {
  suggestions: Resource<{ suggestions: string[] }>;
  status: BackendStatus | undefined;
  onAsk: (question: string) => void;
}

/** Before the first question: what this is, and what the data can answer. */
export function EmptyState({ suggestions, status, onAsk }: EmptyStateProps) {
  const questions = suggestions.data?.suggestions.slice(0, 6) ?? [];
  return (
    <div
      className="rise mx-auto flex min-h-full max-w-2xl flex-col justify-center px-5 py-10"
      data-testid="empty-state"
    >
      <Logo className="size-11" />
      <h2 className="mt-5 text-3xl font-semibold tracking-tight text-balance">
        What would you like to know?
      </h2>
      <p className="text-soft mt-2 max-w-xl">
        Ask about your data in plain words. Each answer is computed by code you can read, run in a sandbox
        behind mutual TLS, with every message scanned on its way.
      </p>
      {questions.length > 0 && (
        <ul className="mt-7 grid gap-2.5 sm:grid-cols-2" aria-label="Suggested questions">
          {questions.map((question) => (
            <li key={question} className="contents">
              <button
                type="button"
                onClick={() => onAsk(question)}
                className="border-line bg-surface text-soft shadow-card hover:border-accent hover:text-ink rounded-xl border px-4 py-3 text-left text-sm transition-colors"
                data-testid="suggestion"
              >
                {question}
              </button>
            </li>
          ))}
        </ul>
      )}
      {status?.model.kind === 'embedded' && (
        <p className="border-line-strong text-muted mt-7 border-l-2 pl-4 text-sm">
          {modelExplanation(status.model)}
        </p>
      )}
    </div>
  );
}
