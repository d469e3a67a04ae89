import type { AuditFinding, SecurityEvent } from '@sallyport/audit';
import { onOneLine } from './printable.js';

/** One event in one line: when, what was done, to what, why, and its id. */
export function describeEvent({ id, time, action, message, server, method, tool }: SecurityEvent): string {
  const subject = [server, method, tool].filter((part) => part !== undefined).join(' ');
  const of = subject === '' ? '' : ` ${onOneLine(subject)}:`;
  return `${time.replace('T', ' ').slice(0, 19)}  ${action.padEnd(6)} ${of} ${onOneLine(message)}  (${id})\n`;
}

/** One event in full, with what to do next. */
export function explainEvent(event: SecurityEvent): string {
  const { id, time, kind, action, source, message, server, method, tool, direction, findings } = event;
  const facts: [name: string, value: string | undefined][] = [
    ['event', id],
    ['time', time],
    ['kind', `${kind}, told by ${source}`],
    ['done', deeds[action]],
    ['server', server],
    ['method', method],
    ['tool', tool],
    ['way', direction === undefined ? undefined : ways[direction]],
  ];
  const table = facts.flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name.padEnd(8)} ${onOneLine(value)}\n`],
  );
  return [
    `${onOneLine(message)}\n\n`,
    ...table,
    ...findings.map((finding) => explainFinding(finding, event)),
  ].join('');
}

const deeds: Readonly<Record<SecurityEvent['action'], string>> = {
  allow: 'let through',
  warn: 'let through and recorded',
  strip: 'what was found was taken out, the rest let through',
  ask: 'held back until a person answers, or too long has passed',
  block: 'not let through; the asking side got an error that says so',
  record: 'nothing was decided',
};

const ways = {
  'client-to-server': 'from the client to the server',
  'server-to-client': 'from the server to the client',
} as const;

function explainFinding(finding: AuditFinding, event: SecurityEvent): string {
  const { rule, title, severity, confidence, pointer, excerpt, view, why, remedy } = finding;
  const place = pointer === '' ? 'the message as a whole' : pointer;
  const seen = view === undefined || view === 'raw' ? '' : ` (read as ${view})`;
  const lines = [
    `${title} (${rule}, ${severity}, ${Math.round(confidence * 100)} % sure)`,
    `  where    ${onOneLine(place)}${seen}`,
    ...(excerpt === '' ? [] : [`  seen     ${onOneLine(excerpt)}`]),
    ...(why === undefined ? [] : [`  why      ${onOneLine(why)}`]),
    ...(remedy === undefined ? [] : [`  next     ${onOneLine(remedy)}`]),
    ...acceptance(finding, event),
  ];
  return `\n${lines.join('\n')}\n`;
}

/** How to accept this finding and nothing else. */
function acceptance({ rule, pointer }: AuditFinding, { kind, server, tool }: SecurityEvent): string[] {
  if (kind === 'pin') return ['  accept   sallyport pins diff, then sallyport pins approve SERVER TOOL'];
  if (kind !== 'mcp-message') return [];
  const fields = Object.entries({ rule, server, tool, pointer: pointer === '' ? undefined : pointer });
  const entry = fields.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${JSON.stringify(onOneLine(value))}`],
  );
  return [
    '  accept   if it is harmless, add to the configuration:',
    '             suppressions:',
    ...[...entry, 'reason: "…"'].map((field, index) => `               ${index === 0 ? '-' : ' '} ${field}`),
  ];
}
