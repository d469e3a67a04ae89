'use client';

import type { BackendStatus } from '@sallyport/agent';
import { Cpu, Lock, LockOpen, ShieldCheck } from 'lucide-react';
import { formatCount, formatLeft } from '@/lib/format';
import type { ErrorBody } from '@/lib/api-error';
import { modelTitle } from './model-words';

interface TrustLineProps {
  status: BackendStatus | undefined;
  error: ErrorBody | undefined;
  findings: number;
  onOpen: () => void;
}

/** Who answers, over what connection, watched by whom: one line that opens the trust panel. */
export function TrustLine({ status, error, findings, onOpen }: TrustLineProps) {
  const peer = status?.mcp.reachable ? status.mcp.peer : undefined;
  const unknown = error ? 'status unknown' : 'checking…';
  return (
    <button
      type="button"
      onClick={onOpen}
      className="text-muted hover:text-ink flex min-w-0 flex-wrap items-center justify-center gap-x-4 gap-y-1 rounded-lg px-2 py-1 text-xs"
      data-testid="trust-line"
      title="Open the trust panel"
    >
      <span className="flex items-center gap-1.5">
        <Cpu className="size-3.5" aria-hidden="true" />
        {status ? modelTitle(status.model) : unknown}
      </span>
      <span className={`flex items-center gap-1.5 ${status && !status.mcp.reachable ? 'text-bad' : ''}`}>
        {peer ? (
          <Lock className="text-good size-3.5" aria-hidden="true" />
        ) : (
          <LockOpen className="size-3.5" aria-hidden="true" />
        )}
        {peer ? (
          <span>
            mTLS
            <span className="hidden sm:inline">{` · certificate good for ${formatLeft(new Date(peer.validTo))}`}</span>
          </span>
        ) : status ? (
          'not connected'
        ) : (
          unknown
        )}
      </span>
      <span className={`flex items-center gap-1.5 ${findings > 0 ? 'text-warn' : ''}`}>
        <ShieldCheck className="size-3.5" aria-hidden="true" />
        {status ? `${status.preset} · ` : ''}
        {formatCount(findings, 'finding')}
      </span>
    </button>
  );
}
