import { CircleAlert, CircleSlash, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** How a notice looks: `quiet` for something that is no fault. */
export type NoticeTone = 'bad' | 'warn' | 'quiet' | 'info';

const tones = {
  bad: { box: 'border-bad/30 bg-bad-soft', icon: 'text-bad', Icon: CircleAlert },
  warn: { box: 'border-warn/30 bg-warn-soft', icon: 'text-warn', Icon: TriangleAlert },
  quiet: { box: 'border-line bg-sunken', icon: 'text-muted', Icon: CircleSlash },
  info: { box: 'border-line bg-sunken', icon: 'text-accent', Icon: Info },
} as const;

interface NoticeProps {
  tone: NoticeTone;
  title: string;
  message?: string;
  remedy?: string;
  /** The error's code, for whoever searches for it. */
  code?: string;
  children?: ReactNode;
}

/** What happened and what to do, in one calm box. */
export function Notice({ tone, title, message, remedy, code, children }: NoticeProps) {
  const { box, icon, Icon } = tones[tone];
  return (
    <div className={`flex gap-3 rounded-xl border px-4 py-3 text-sm ${box}`} data-notice={code ?? tone}>
      <Icon className={`mt-0.5 size-4 shrink-0 ${icon}`} aria-hidden="true" />
      <div className="min-w-0 space-y-1">
        <p className="font-medium">{title}</p>
        {message && <p className="text-soft break-words whitespace-pre-line">{message}</p>}
        {remedy && (
          <p className="text-soft break-words whitespace-pre-line">
            <span className="text-ink font-medium">What to do: </span>
            {withCode(remedy)}
          </p>
        )}
        {children}
        {code && <p className="text-muted pt-0.5 font-mono text-xs">{code}</p>}
      </div>
    </div>
  );
}

/** Commands, which errors put between backticks, in the type of code. */
function withCode(text: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const { 0: quoted, 1: command, index } of text.matchAll(/`([^`\n]+)`/g)) {
    parts.push(
      text.slice(end, index),
      <code key={index} className="font-mono text-xs break-all">
        {command}
      </code>,
    );
    end = index + quoted.length;
  }
  return [...parts, text.slice(end)];
}
