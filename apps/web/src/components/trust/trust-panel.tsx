import type { BackendStatus, PeerCertificate } from '@sallyport/agent';
import type { ReactNode } from 'react';
import type { ErrorBody } from '@/lib/api-error';
import { formatLeft } from '@/lib/format';
import type { FindingView } from '@/lib/message-view';
import { Notice } from '../ui/notice';
import { FindingNote } from './finding-note';
import { modelExplanation, modelTitle } from './model-words';

interface TrustPanelProps {
  status: BackendStatus | undefined;
  error: ErrorBody | undefined;
  findings: FindingView[];
}

/** What one has to trust, laid open: the connection, the model, the guard and what it found. */
export function TrustPanel({ status, error, findings }: TrustPanelProps) {
  return (
    <div className="space-y-7 px-5 py-5" data-testid="trust-panel">
      {error && <Notice tone="bad" title="The status is unknown" {...error} />}
      {status && (
        <>
          <Section title="Connection to the data server">
            <Connection mcp={status.mcp} />
          </Section>
          <Section title="Model">
            <p className="text-sm">
              <span className="font-medium">{modelTitle(status.model)}</span>{' '}
              <code className="text-muted font-mono text-xs">{status.model.name}</code>
            </p>
            <p className="text-soft mt-1 text-sm">{modelExplanation(status.model)}</p>
          </Section>
          <Section title="Guard">
            <p className="text-soft text-sm">
              Every message between the agent and the data server is scanned, both ways, under the preset{' '}
              <span className="text-ink font-medium">{status.preset}</span>. The audit log lies in{' '}
              <code className="font-mono text-xs break-words">{status.auditFolder}</code>.
            </p>
            <p className="text-soft mt-2 text-sm">
              Reports are written by the server <code className="font-mono text-xs">reports</code>, behind the
              Sallyport proxy under <span className="text-ink font-medium">strict</span>, into{' '}
              <code className="font-mono text-xs break-words">{status.reportsFolder}</code> and nowhere else.
            </p>
          </Section>
        </>
      )}
      <Section title={`Findings in this conversation (${findings.length})`}>
        {findings.length === 0 ? (
          <p className="text-muted text-sm">
            None. What the guard finds is shown here and at the step it was found in.
          </p>
        ) : (
          <div className="space-y-2">
            {findings.map((finding) => (
              <FindingNote key={finding.id} finding={finding} />
            ))}
          </div>
        )}
      </Section>
    </div>
  );
}

function Connection({ mcp }: { mcp: BackendStatus['mcp'] }) {
  return (
    <div className="space-y-3">
      {mcp.error && <Notice tone="bad" title="Not connected" {...mcp.error} />}
      <Facts
        facts={[
          ['Address', mcp.url],
          ['This side', `client certificate “${mcp.clientName}”`],
          ...(mcp.peer ? peerFacts(mcp.peer) : []),
          ...(mcp.tools.length > 0 ? [['Tools', mcp.tools.join(', ')] as const] : []),
        ]}
      />
      {mcp.withheldTools.map((tool) => (
        <Notice
          key={tool.name}
          tone="warn"
          title={`The tool “${tool.name}” is withheld`}
          message={tool.message}
          remedy={tool.remedy}
        />
      ))}
    </div>
  );
}

function peerFacts(peer: PeerCertificate): (readonly [string, string])[] {
  const left = formatLeft(new Date(peer.validTo));
  return [
    ['Protocol', `mutual TLS${peer.protocol ? `, ${peer.protocol.replace('TLSv', 'TLS ')}` : ''}`],
    ['Server', peer.subject],
    ['Issued by', peer.issuer],
    ['Names', peer.subjectAltNames.join(', ')],
    ['Good until', `${peer.validTo.slice(0, 16).replace('T', ' ')} (${left})`],
    ['Fingerprint', peer.fingerprint256],
  ];
}

function Facts({ facts }: { facts: (readonly [string, string])[] }) {
  return (
    <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-sm">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="font-mono text-xs leading-5 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="text-muted mb-2 text-xs font-semibold tracking-wide uppercase">{title}</h3>
      {children}
    </section>
  );
}
