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
      className="border-line bg-surface shadow-card overflow-hidden rounded-xl border"
      data-testid="step-card"
      data-tool={step.tool}
      data-state={step.state}
    >
      <button
        type="button"
        className="hover:bg-sunken/70 flex w-full items-center gap-2.5 px-4 py-2.5 text-left text-sm"
        aria-expanded={open}
        aria-controls={bodyId}
        onClick={() => setTouched(!open)}
      >
        <Icon className={`size-4 shrink-0 ${style}`} aria-label={label} />
        <span className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="min-w-0 truncate font-medium">{stepTitle(step)}</span>
          {stepDatasets(step).map((name) => (
            <span
              key={name}
              className="bg-accent-soft text-accent-ink max-w-full truncate rounded px-1.5 font-mono text-xs leading-4"
            >
              {name}
            </span>
          ))}
        </span>
        <StepTime step={step} />
        <ChevronDown
          className={`text-muted size-4 shrink-0 transition-transform ${open ? 'rotate-180' : ''}`}
          aria-hidden="true"
        />
      </button>
      {!open && step.output?.error && (
        <p className="text-muted -mt-1 truncate px-4 pb-2.5 pl-10.5 text-xs">{step.output.error.message}</p>
      )}
      {findings.length > 0 && (
        <div className="border-line space-y-2 border-t p-3">
          {findings.map((finding) => (
            <FindingNote key={finding.id} finding={finding} />
          ))}
        </div>
      )}
      <div id={bodyId} hidden={!open} className="border-line border-t">
        {open && <StepBody step={step} />}
      </div>
    </section>
  );
}

function StepTime({ step }: { step: StepView }) {
  const duration = step.durationMs ?? step.output?.durationMs;
  return (
    <span className="text-muted ml-auto shrink-0 text-xs tabular-nums">
      {duration === undefined ? '' : formatDuration(duration)}
    </span>
  );
}
