'use client';

import type { AnalystMessage } from '@sallyport/agent';
import { memo, useMemo } from 'react';
import { agentTitle, readAnswer, type AnswerItem, type FindingView } from '@/lib/message-view';
import { StepCard } from '../steps/step-card';
import { FindingNote } from '../trust/finding-note';
import { CopyButton } from '../ui/copy-button';
import { Markdown } from './markdown';
import { RunNotice } from './run-notice';
import { Working } from './working';

interface AnswerProps {
  message: AnalystMessage;
  /** What it answers. */
  question: string;
  /** Whether this answer is still being made. */
  running: boolean;
  onRetry: (question: string) => void;
}

/** One answer: who worked on it, every step, the text, and how it ended if it did not end well. */
export const Answer = memo(function Answer({ message, question, running, onRetry }: AnswerProps) {
  const view = useMemo(() => readAnswer(message), [message]);
  const lastAnalysis = view.items.findLast(
    (item) => item.kind === 'step' && item.step.tool === 'run_analysis',
  )?.key;
  const calls = new Set(view.items.flatMap((item) => (item.kind === 'step' ? [item.step.callId] : [])));
  const loose = view.findings.filter((finding) => finding.callId === undefined || !calls.has(finding.callId));
  const text = view.items.flatMap((item) => (item.kind === 'text' ? [item.text] : [])).join('\n\n');
  const waiting = running && isWaiting(view.items.at(-1));
  return (
    <article className="group space-y-3" data-testid="answer" aria-label="Answer">
      {view.items.map((item) => (
        <Item key={item.key} item={item} findings={view.findings} openAtFirst={item.key === lastAnalysis} />
      ))}
      {loose.map((finding) => (
        <FindingNote key={finding.id} finding={finding} />
      ))}
      {waiting && <Working />}
      {!running && view.run && (
        <RunNotice run={view.run} hasText={text !== ''} onRetry={() => onRetry(question)} />
      )}
      {!running && text !== '' && (
        <footer className="text-muted -ml-2 flex items-center text-xs">
          <CopyButton text={() => text} label="Copy answer" />
          <Usage message={message} />
        </footer>
      )}
    </article>
  );
});

function Item({
  item,
  findings,
  openAtFirst,
}: {
  item: AnswerItem;
  findings: FindingView[];
  openAtFirst: boolean;
}) {
  switch (item.kind) {
    case 'agents':
      return (
        <p className="text-muted flex items-center gap-2 text-xs" data-testid="agents">
          <span className="bg-accent/60 size-1.5 rounded-full" aria-hidden="true" />
          {item.agents.map(agentTitle).join(' → ')}
        </p>
      );
    case 'step':
      return (
        <StepCard
          step={item.step}
          findings={findings.filter((finding) => finding.callId === item.step.callId)}
          openAtFirst={openAtFirst}
        />
      );
    case 'text':
      return <Markdown text={item.text} />;
    default:
      return item satisfies never;
  }
}

function isWaiting(last: AnswerItem | undefined): boolean {
  if (last === undefined || last.kind === 'agents') return true;
  return last.kind === 'step' && last.step.state !== 'running';
}

function Usage({ message }: Pick<AnswerProps, 'message'>) {
  const { model, usage } = message.metadata ?? {};
  if (!model) return null;
  const tokens = usage && usage.totalTokens > 0 ? ` · ${usage.totalTokens.toLocaleString('en')} tokens` : '';
  return (
    <span className="px-2">
      {model.kind === 'embedded' ? 'answered by the offline analyst' : model.name}
      {tokens}
    </span>
  );
}
