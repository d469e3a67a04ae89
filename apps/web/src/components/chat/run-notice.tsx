import type { RunView } from '@/lib/message-view';
import { Notice } from '../ui/notice';
import { runEnding } from './run-words';

/** How a run ended, where that needs saying, with the way to ask again. */
export function RunNotice({
  run,
  hasText,
  onRetry,
}: {
  run: RunView;
  hasText: boolean;
  onRetry: () => void;
}) {
  const ending = runEnding(run, hasText);
  if (!ending) return null;
  const { retry, ...notice } = ending;
  return (
    <div data-testid="run-notice" data-status={run.status}>
      <Notice {...notice}>
        {retry && (
          <button
            type="button"
            className="border-line-strong bg-surface hover:border-accent mt-1 rounded-lg border px-3 py-1 text-xs font-medium"
            onClick={onRetry}
          >
            Ask again
          </button>
        )}
      </Notice>
    </div>
  );
}
