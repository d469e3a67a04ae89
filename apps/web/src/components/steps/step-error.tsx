import type { StepError } from '@/lib/tool-output';

/** What went wrong in a step, where, and the tool's own hint. */
export function StepErrorNote({ error }: { error: StepError }) {
  const place =
    error.line === undefined ? '' : `Line ${error.line}${error.column ? `, column ${error.column}` : ''}`;
  return (
    <div className="border-line bg-bad-soft space-y-1.5 border-b px-4 py-3 text-sm" data-testid="step-error">
      <p className="break-words">
        {place && <span className="text-bad font-medium">{place}: </span>}
        {error.message}
      </p>
      {error.snippet && (
        <pre className="text-soft overflow-x-auto font-mono text-xs" aria-label="The place in the code">
          {error.snippet}
        </pre>
      )}
      {error.hint && (
        <p className="text-soft break-words">
          <span className="text-ink font-medium">Hint: </span>
          {error.hint}
        </p>
      )}
      {error.didYouMean.length > 0 && (
        <p className="text-soft">
          Did you mean{' '}
          {error.didYouMean.map((name, index) => (
            <span key={name}>
              {index > 0 && ', '}
              <code className="text-ink font-mono text-xs">{name}</code>
            </span>
          ))}
          ?
        </p>
      )}
      <p className="text-muted font-mono text-xs">{error.code}</p>
    </div>
  );
}
