import type { Writable } from 'node:stream';
import type { Action, Approval, GuardEvent } from '@sallyport/guard';
import { printable } from '../../relay/messages.js';

/** How the proxy tells what happens: lines for a person, or a JSON object a line. */
export type LogFormat = 'text' | 'json';

/** Tells on standard error what happens. */
export interface ProxyLog {
  /** Something that is no decision: the start, a line that is no message, the end. */
  note(text: string): void;
  /** A decision of the guard. */
  event(event: GuardEvent): void;
  /** A line of the server's error output. */
  server(line: string): void;
}

const colours: Readonly<Record<Action, number>> = { allow: 32, warn: 33, strip: 35, ask: 36, block: 31 };

/** @param isTerminal whether colours are of use. */
export function createProxyLog(stream: Writable, format: LogFormat, isTerminal: boolean): ProxyLog {
  // Whoever reads the log may be gone; the proxy goes on.
  stream.on('error', () => undefined);
  return format === 'json' ? jsonLog(stream) : textLog(stream, isTerminal);
}

function textLog(stream: Writable, isTerminal: boolean): ProxyLog {
  const paint = (code: number, text: string): string =>
    isTerminal ? `\u001b[${code}m${text}\u001b[0m` : text;
  const write = (text: string): void => void stream.write(`${paint(2, 'sallyport:')} ${text}\n`);
  return {
    note: (text) => write(text),
    server: (line) => write(`${paint(2, 'server:')} ${line}`),
    event: ({ action, context, findings, reason, eventId, approval }) => {
      const { server, method, tool, direction } = context;
      const way = direction === 'client-to-server' ? 'to' : 'from';
      const what = [method, tool].filter((part) => part !== undefined).map((part) => printable(part));
      const rules = [...new Set(findings.map(({ rule }) => rule))].slice(0, 5).join(', ');
      const subject = [...what, way, printable(server)].join(' ');
      write(
        `${paint(colours[action], `${action}:`)} ${printable(reason)} (${subject}; ${rules}; event ${eventId})${approval === undefined ? '' : howToAnswer(approval)}`,
      );
    },
  };
}

function howToAnswer({ id, askedAt, expiresAt }: Approval): string {
  const seconds = Math.round((expiresAt - askedAt) / 1000);
  return `\n  answer within ${seconds} s: sallyport approvals approve ${id}, or deny ${id}`;
}

function jsonLog(stream: Writable): ProxyLog {
  const write = (kind: string, fields: object): void =>
    void stream.write(`${JSON.stringify({ time: new Date().toISOString(), kind, ...fields })}\n`);
  return {
    note: (message) => write('note', { message }),
    server: (message) => write('server', { message }),
    event: ({ action, context, findings, reason, eventId, approval }) => {
      const shown = findings.map(({ rule, title, category, severity, confidence, pointer, excerpt }) => {
        return { rule, title, category, severity, confidence, pointer, excerpt };
      });
      write('decision', {
        action,
        message: reason,
        eventId,
        ...context,
        findings: shown,
        ...(approval === undefined ? {} : { approval: approval.id }),
      });
    },
  };
}
