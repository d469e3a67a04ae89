'use client';

import { ChevronDown, CircleCheck, CircleX, LoaderCircle } from 'lucide-react';
import { useId, useState } from 'react';
import { formatDuration } from '@/lib/format';
import type { FindingView, StepView } from '@/lib/message-view';
import { FindingNote } from '../trust/finding-note';
import { StepBody } from './step-body';
import { stepDatasets, stepTitle } from './step-words';

interface StepCardProps {
  step: StepView;
  findings: FindingView[];
  /** Whether the card is open before anyone has touched it. */
  openAtFirst: boolean;
}

const states = {
  running: { label: 'Running', Icon: LoaderCircle, style: 'text-accent motion-safe:animate-spin' },
  done: { label: 'Done', Icon: CircleCheck, style: 'text-good' },
  failed: { label: 'Failed', Icon: CircleX, style: 'text-bad' },
} as const;

/** One tool call: what it was, how it went, and inside its code and its result. */
export function StepCard({ step, findings, openAtFirst }: StepCardProps) {
  const [touched, setTouched] = useState<boolean>();
  const bodyId = useId();
  const open = touched ?? openAtFirst;
  const { label, Icon, style } = states[step.state];
  return (
    <section
      className="overflow-hidden rounded-xl border border-line bg-surface shadow-card"
      data-testid="step-card"
      data-tool={step.tool}
      data-state={step.state}
    >
      <button
        type="button"
        className="flex w-full items-center gap-2.5 px-4 py-2.5 text-left text-sm hover:bg-sunken/70"
        aria-expanded={open}
        aria-controls={bodyId}
        onClick={() => setTouched(!open)}
      >
        <Icon className={`size-4 shrink-0 ${style}`} aria-label={label} />
        <span className="min-w-0 truncate font-medium">{stepTitle(step)}</span>
        <span className="hidden min-w-0 gap-1.5 overflow-hidden sm:flex">
          {stepDatasets(step).map((name) => (
            <span key={name} className="truncate rounded bg-accent-soft px-1.5 font-mono text-xs text-accent-ink">
              {name}
            </span>
          ))}
        </span>
        <StepTime step={step} />
        <ChevronDown
          className={`size-4 shrink-0 text-muted transition-transform ${open ? 'rotate-180' : ''}`}
          aria-hidden="true"
        />
      </button>
      {!open && step.output?.error && (
        <p className="-mt-1 truncate px-4 pb-2.5 pl-10.5 text-xs text-muted">{step.output.error.message}</p>
      )}
      {findings.length > 0 && (
        <div className="space-y-2 border-t border-line p-3">
          {findings.map((finding) => (
            <FindingNote key={finding.id} finding={finding} />
          ))}
        </div>
      )}
      <div id={bodyId} hidden={!open} className="border-t border-line">
        {open && <StepBody step={step} />}
      </div>
    </section>
  );
}

function StepTime({ step }: { step: StepView }) {
  const duration = step.durationMs ?? step.output?.durationMs;
  return (
    <span className="ml-auto shrink-0 text-xs text-muted tabular-nums">
      {duration === undefined ? '' : formatDuration(duration)}
    </span>
  );
}
