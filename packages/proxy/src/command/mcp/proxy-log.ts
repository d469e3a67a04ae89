import type { Writable } from 'node:stream';
import type { Action, Approval, GuardEvent } from '@sallyport/guard';
import { limits } from '../../limits.js';
import { printable } from '../../relay/messages.js';

/** How the proxy tells what happens: lines for a person, or a JSON object a line. */
export type LogFormat = 'text' | 'json';

/** Tells on standard error what happens. */
export interface ProxyLog {
  /** The start. */
  start(text: string): void;
  /** Something that is no decision: a line that is no message, the end. */
  note(text: string): void;
  /** A decision of the guard. */
  event(event: GuardEvent): void;
  /** A line of the server's error output. */
  server(line: string): void;
  /** The server failed. */
  failure(text: string): void;
}

const colours: Readonly<Record<Action, number>> = { allow: 32, warn: 33, strip: 35, ask: 36, block: 31 };

/**
 * @param isTerminal whether colours are of use.
 * @param isQuiet leaves out the start, and what the server writes unless it fails.
 */
export function createProxyLog(
  stream: Writable,
  format: LogFormat,
  isTerminal: boolean,
  isQuiet = false,
): ProxyLog {
  // Whoever reads the log may be gone; the proxy goes on.
  stream.on('error', () => undefined);
  const log = format === 'json' ? jsonLog(stream) : textLog(stream, isTerminal);
  return isQuiet ? quietLog(log) : log;
}

/** Keeps the server's last lines, and shows them when they may say why it failed. */
function quietLog(log: ProxyLog): ProxyLog {
  const last: string[] = [];
  return {
    ...log,
    start: () => undefined,
    server: (line) => {
      last.push(line);
      if (last.length > limits.quietErrorLines) last.shift();
    },
    failure: (text) => {
      for (const line of last.splice(0)) log.server(line);
      log.failure(text);
    },
  };
}

function textLog(stream: Writable, isTerminal: boolean): ProxyLog {
  const paint = (code: number, text: string): string =>
    isTerminal ? `\u001b[${code}m${text}\u001b[0m` : text;
  const write = (text: string): void => void stream.write(`${paint(2, 'sallyport:')} ${text}\n`);
  return {
    start: write,
    note: write,
    failure: write,
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
    start: (message) => write('note', { message }),
    note: (message) => write('note', { message }),
    failure: (message) => write('note', { message }),
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
