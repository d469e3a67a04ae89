import type { RunView } from '@/lib/message-view';
import type { NoticeTone } from '../ui/notice';

/** How the end of a run is told. */
export interface RunEnding {
  tone: NoticeTone;
  title: string;
  message?: string;
  remedy?: string;
  code?: string;
  retry: boolean;
}

/** What to say below an answer about how its run ended; undefined where the answer says it all. */
export function runEnding(run: RunView, hasText: boolean): RunEnding | undefined {
  switch (run.status) {
    case 'answered':
      return undefined;
    case 'declined':
      return hasText
        ? undefined
        : { tone: 'quiet', title: 'The question was declined', ...run.error, retry: false };
    case 'stopped':
      return {
        tone: 'quiet',
        title: 'You stopped this answer',
        message: 'What was done up to then is kept above.',
        retry: true,
      };
    case 'failed':
      return {
        tone: 'bad',
        title: failureTitle(run.error?.code ?? ''),
        message: run.error?.message ?? 'The run ended without an answer.',
        remedy: run.error?.remedy || 'Ask again. If it stays, look at the terminal that runs the server.',
        ...(run.error ? { code: run.error.code } : {}),
        retry: true,
      };
    default:
      return {
        tone: 'warn',
        title: 'This answer was interrupted',
        message: 'The server was restarted, or ended, before the answer was complete.',
        remedy: 'Ask again: nothing that was asked before is lost.',
        retry: true,
      };
  }
}

/** A heading for a kind of failure. */
function failureTitle(code: string): string {
  if (code === 'mcp-unreachable' || code === 'mcp-timeout') return 'The data server cannot be reached';
  if (code.startsWith('certificate-') || code.startsWith('server-') || code === 'client-unauthorised') {
    return 'The secure connection was refused';
  }
  if (code === 'tls-failed') return 'The secure connection failed';
  if (code === 'model-unauthorised' || code === 'model-key-missing')
    return 'The model’s key was not accepted';
  if (code.startsWith('model-')) return 'The model did not answer';
  if (code === 'reports-unavailable') return 'The report could not be saved';
  if (code === 'tools-withheld') return 'The guard withheld the tools';
  if (code.endsWith('-limit') || code === 'max-turns') return 'The run reached its limit';
  return 'The question could not be answered';
}
