import { ShieldAlert } from 'lucide-react';
import type { FindingView } from '@/lib/message-view';

const actionWords: Record<string, string> = {
  allow: 'Allowed',
  warn: 'Let through with a warning',
  strip: 'Removed before it went on',
  block: 'Blocked',
};

const directionWords: Record<string, string> = {
  'client-to-server': 'on the way to the server',
  'server-to-client': 'on the way to the agent',
};

/** One security finding: what was seen, what was done about it, and what to do. */
export function FindingNote({ finding }: { finding: FindingView }) {
  const hard = finding.action === 'block' || finding.action === 'strip';
  const place = directionWords[finding.direction] ?? '';
  return (
    <article
      className={`rounded-lg border px-3 py-2.5 text-sm ${hard ? 'border-bad/30 bg-bad-soft' : 'border-warn/30 bg-warn-soft'}`}
      data-testid="finding"
    >
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <ShieldAlert className={`size-4 shrink-0 ${hard ? 'text-bad' : 'text-warn'}`} aria-hidden="true" />
        <h4 className="font-medium">{finding.title}</h4>
        <span className="text-muted ml-auto text-xs">{finding.severity}</span>
      </header>
      <p className="text-soft mt-1">
        <span className="text-ink font-medium">{actionWords[finding.action] ?? finding.action}</span>
        {place && `, ${place}`}
        {finding.tool && (
          <>
            {' '}
            in <code className="font-mono text-xs">{finding.tool}</code>
          </>
        )}
        . {finding.why}
      </p>
      {finding.excerpt && (
        <code
          className="bg-surface/70 mt-1.5 block truncate rounded px-2 py-1 font-mono text-xs"
          title="Redacted"
        >
          {finding.excerpt}
        </code>
      )}
      {finding.remedy && (
        <p className="text-soft mt-1.5">
          <span className="text-ink font-medium">What to do: </span>
          {finding.remedy}
        </p>
      )}
      <p className="text-muted mt-1 font-mono text-xs">{finding.rule}</p>
    </article>
  );
}
