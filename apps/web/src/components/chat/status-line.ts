import type { AnalystMessage } from '@sallyport/agent';
import { readAnswer } from '@/lib/message-view';

const endings: Record<string, string> = {
  answered: 'The answer is complete.',
  declined: 'The question was declined.',
  failed: 'The question could not be answered.',
  stopped: 'The answer was stopped.',
};

/** The one line that a screen reader is told while an answer is made. */
export function statusLine(messages: AnalystMessage[], busy: boolean): string {
  const last = messages.at(-1);
  if (busy) return runningLine(last);
  if (last?.role !== 'assistant') return '';
  const { run, findings } = readAnswer(last);
  const blocked = findings.some((finding) => finding.action === 'block') ? ' A message was blocked.' : '';
  return `${endings[run?.status ?? ''] ?? ''}${blocked}`.trim();
}

function runningLine(last: AnalystMessage | undefined): string {
  if (last?.role !== 'assistant') return 'Working on the answer.';
  const item = readAnswer(last).items.at(-1);
  if (item?.kind === 'step' && item.step.state === 'running') return 'Running a step.';
  return item?.kind === 'text' ? 'Writing the answer.' : 'Working on the answer.';
}
