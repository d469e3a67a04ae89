'use client';

import { Tabs } from 'radix-ui';
import { useState } from 'react';
import { isRecord } from '@/lib/table';
import type { StepView } from '@/lib/message-view';
import { ResultView } from '../results/result-view';
import { ScrollRegion } from '../ui/scroll-region';
import { CodeBlock } from './code-block';
import { StepErrorNote } from './step-error';

type Tab = 'code' | 'result' | 'log';

const tabStyle =
  'relative px-3 py-2 text-xs font-medium text-muted transition-colors hover:text-ink data-[state=active]:text-ink after:absolute after:inset-x-3 after:-bottom-px after:h-0.5 data-[state=active]:after:bg-accent';

/** The inside of a step's card: the program, what it brought back, what it printed. */
export function StepBody({ step }: { step: StepView }) {
  const [chosen, setChosen] = useState<Tab>();
  const error = step.output?.error;
  const logs = step.output?.logs ?? [];
  const hasResult = step.output !== undefined && !error;
  const tab = chosen ?? (hasResult ? 'result' : 'code');
  return (
    <Tabs.Root value={tab} onValueChange={(value) => setChosen(value as Tab)}>
      {error && <StepErrorNote error={error} />}
      <Tabs.List className="border-line flex border-b px-1.5" aria-label="Parts of this step">
        <Tabs.Trigger value="code" className={tabStyle}>
          {step.code === undefined ? 'Input' : 'Code'}
        </Tabs.Trigger>
        <Tabs.Trigger value="result" className={tabStyle} disabled={!hasResult} hidden={!hasResult}>
          Result
        </Tabs.Trigger>
        <Tabs.Trigger value="log" className={tabStyle} hidden={logs.length === 0}>
          Log <span className="text-muted">{logs.length}</span>
        </Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content value="code" tabIndex={-1}>
        {step.code === undefined ? (
          <Lines text={describeInput(step.input)} label="Input" />
        ) : (
          <CodeBlock code={step.code} errorLine={error?.line} />
        )}
      </Tabs.Content>
      {hasResult && step.output && (
        <Tabs.Content value="result" tabIndex={-1}>
          <ResultView tool={step.tool} output={step.output} />
        </Tabs.Content>
      )}
      <Tabs.Content value="log" tabIndex={-1}>
        <Lines text={logs.join('\n')} label="What the program printed" />
      </Tabs.Content>
    </Tabs.Root>
  );
}

function Lines({ text, label }: { text: string; label: string }) {
  return (
    <ScrollRegion label={label} className="max-h-72">
      <pre className="text-soft px-4 py-3 font-mono text-xs leading-5 whitespace-pre-wrap">{text}</pre>
    </ScrollRegion>
  );
}

function describeInput(input: unknown): string {
  if (isRecord(input) && Object.keys(input).length === 0) return 'No input is needed.';
  return JSON.stringify(input, null, 2);
}
