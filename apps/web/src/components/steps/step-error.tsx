import type { StepError } from '@/lib/tool-output';

/** What went wrong in a step, where, and the tool's own hint. */
export function StepErrorNote({ error }: { error: StepError }) {
  const place = error.line === undefined ? '' : `Line ${error.line}${error.column ? `, column ${error.column}` : ''}`;
  return (
    <div className="space-y-1.5 border-b border-line bg-bad-soft px-4 py-3 text-sm" data-testid="step-error">
      <p className="break-words">
        {place && <span className="font-medium text-bad">{place}: </span>}
        {error.message}
      </p>
      {error.snippet && (
        <pre className="overflow-x-auto font-mono text-xs text-soft" aria-label="The place in the code">
          {error.snippet}
        </pre>
      )}
      {error.hint && (
        <p className="text-soft break-words">
          <span className="font-medium text-ink">Hint: </span>
          {error.hint}
        </p>
      )}
      {error.didYouMean.length > 0 && (
        <p className="text-soft">
          Did you mean{' '}
          {error.didYouMean.map((name, index) => (
            <span key={name}>
              {index > 0 && ', '}
              <code className="font-mono text-xs text-ink">{name}</code>
            </span>
          ))}
          ?
        </p>
      )}
      <p className="font-mono text-xs text-muted">{error.code}</p>
    </div>
  );
}
