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
    <div className="rise mx-auto flex min-h-full max-w-2xl flex-col justify-center px-5 py-10" data-testid="empty-state">
      <Logo className="size-11" />
      <h1 className="mt-5 text-3xl font-semibold tracking-tight text-balance">What would you like to know?</h1>
      <p className="mt-2 max-w-xl text-soft">
        Ask about your data in plain words. Each answer is computed by code you can read, run in a sandbox behind mutual
        TLS, with every message scanned on its way.
      </p>
      {questions.length > 0 && (
        <ul className="mt-7 grid gap-2.5 sm:grid-cols-2" aria-label="Suggested questions">
          {questions.map((question) => (
            <li key={question} className="contents">
              <button
                type="button"
                onClick={() => onAsk(question)}
                className="rounded-xl border border-line bg-surface px-4 py-3 text-left text-sm text-soft shadow-card transition-colors hover:border-accent hover:text-ink"
                data-testid="suggestion"
              >
                {question}
              </button>
            </li>
          ))}
        </ul>
      )}
      {status?.model.kind === 'embedded' && (
        <p className="mt-7 border-l-2 border-line-strong pl-4 text-sm text-muted">{modelExplanation(status.model)}</p>
      )}
    </div>
  );
}
