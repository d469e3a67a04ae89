import { join } from 'node:path';
import { openAuditLog } from '@sallyport/audit';
import { createPinStore, type PinRecord, type PinStore, type WaitingChange } from '@sallyport/guard';
import type { Command } from './command.js';
import { environment } from './env.js';
import { ExitCode } from './exit-code.js';
import { onOneLine } from './report/printable.js';
import { UsageError } from './usage-error.js';
import { readVerb, type VerbCall } from './verbs.js';

const help = `sallyport pins: what is trusted of which server, and what has changed since

  sallyport pins                       every server, and how much of it waits
  sallyport pins show SERVER           what is pinned of one server
  sallyport pins diff [SERVER]         what has changed, before and after; exit code 3 when anything waits
  sallyport pins approve SERVER        trust everything that waits
  sallyport pins approve SERVER TOOL   trust what waits of one tool
  sallyport pins revoke SERVER         forget a server: its next use is a first use

  --json               print list, show and diff as JSON

SERVER is the name that mcp proxy was given with --server, or the server's command line, in quotes.
What changed is withheld until it is approved, in every process. Approvals are kept in the audit log.
`;

interface Call extends VerbCall {
  pins: PinStore;
}

const verbs: Readonly<Record<string, (call: Call) => { text: string; code?: ExitCode }>> = {
  list: ({ pins, asJson }) => ({ text: list(pins, asJson) }),
  show: ({ pins, names, asJson }) => ({ text: show(recordOf(pins, names), asJson) }),
  diff: ({ pins, names, asJson }) => {
    if (names.length > 0) recordOf(pins, names);
    const waiting = pins.waiting(names[0]);
    const text = asJson ? `${JSON.stringify(waiting, undefined, 2)}\n` : describeChanges(waiting);
    return { text, code: waiting.length > 0 ? ExitCode.Blocked : ExitCode.Fine };
  },
  approve: ({ pins, names }) => {
    const { server } = recordOf(pins, names);
    const tool = names[1];
    const waiting = pins.waiting(server).filter((change) => tool === undefined || change.tool === tool);
    pins.approve(server, tool);
    const what = waiting.map((change) => subjectOf(change)).join(', ');
    record(server, `Approved by hand: ${what}.`, tool);
    return { text: `approved of ${onOneLine(server)}: ${what}\n` };
  },
  revoke: ({ pins, names }) => {
    const { server } = recordOf(pins, names);
    pins.revoke(server);
    record(server, 'The pins were revoked by hand: the next use is a first use.');
    return { text: `revoked: ${onOneLine(server)}. Its next use is a first use.\n` };
  },
};

/** `sallyport pins [list|show|diff|approve|revoke]` */
export const pinsCommand: Command = {
  name: 'pins',
  summary: 'what is trusted of which server, and what has changed since',
  help,
  run: (args, { output }) => {
    const { act, call } = readVerb('pins', verbs, args);
    const { text, code = ExitCode.Fine } = act({
      pins: createPinStore(join(environment.home, 'pins')),
      ...call,
    });
    output.write(text);
    return Promise.resolve(code);
  },
};

function recordOf(pins: PinStore, [server]: readonly string[]): PinRecord {
  if (server === undefined) throw new UsageError('Which server? See: sallyport pins list');
  const found = pins.get(server);
  if (found) return found;
  const known = pins.servers().map((name) => `\n  ${JSON.stringify(name)}`);
  const rest = known.length === 0 ? 'Nothing is pinned yet.' : `Pinned are:${known.join('')}`;
  throw new UsageError(`There are no pins of ${JSON.stringify(server)}. ${rest}`);
}

function list(pins: PinStore, asJson: boolean): string {
  const facts = pins.servers().map((server) => {
    const tools = Object.keys(pins.get(server)?.tools ?? {});
    return { server, tools: tools.length, waiting: pins.waiting(server).length };
  });
  if (asJson) return `${JSON.stringify(facts, undefined, 2)}\n`;
  if (facts.length === 0)
    return `Nothing is pinned yet: pins are made when a server is first used through mcp proxy.\n`;
  return facts
    .map(({ server, tools, waiting }) => {
      const waits = waiting === 0 ? '' : `, ${waiting} waiting: sallyport pins diff ${quoted(server)}`;
      return `${onOneLine(server)}  ${tools} ${tools === 1 ? 'tool' : 'tools'}${waits}\n`;
    })
    .join('');
}

function show(record: PinRecord, asJson: boolean): string {
  if (asJson) return `${JSON.stringify(record, undefined, 2)}\n`;
  const lines = [onOneLine(record.server)];
  if (record.identity !== undefined) lines.push(`  reached as    ${onOneLine(record.identity)}`);
  if (record.instructions) lines.push(`  instructions  ${record.instructions.digest.slice(0, 16)}`);
  const sections = {
    tool: record.tools,
    prompt: record.prompts?.pinned ?? {},
    template: record.templates?.pinned ?? {},
  };
  for (const [kind, pinned] of Object.entries(sections)) {
    for (const [name, { digest }] of Object.entries(pinned)) {
      lines.push(`  ${kind.padEnd(12)}  ${digest.slice(0, 16)}  ${onOneLine(name)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function describeChanges(waiting: readonly WaitingChange[]): string {
  if (waiting.length === 0) return 'Nothing waits: every server is as it was pinned.\n';
  return waiting
    .map((change) => {
      const { server, tool, diff } = change;
      const isNew = diff.length === 1 && diff[0]?.pointer === '' && diff[0].before === 'null';
      const places = diff.map(({ pointer, before, after }) => {
        const old = before === undefined || isNew ? '' : `    - ${onOneLine(before)}\n`;
        return `  ${isNew ? '(new)' : pointer || '(whole)'}\n${old}${after === undefined ? '' : `    + ${onOneLine(after)}\n`}`;
      });
      const approve = `sallyport pins approve ${quoted(server)}${tool === undefined ? '' : ` ${quoted(tool)}`}`;
      return `${onOneLine(server)}: ${subjectOf(change)}\n${places.join('')}  approve: ${approve}\n`;
    })
    .join('\n');
}

function subjectOf({ tool, kind }: WaitingChange): string {
  return [kind ?? 'tool', ...(tool === undefined ? [] : [onOneLine(tool)])].join(' ');
}

/** As a shell takes it. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${onOneLine(text).replaceAll("'", String.raw`'\''`)}'`;
}

function record(server: string, message: string, tool?: string): void {
  const audit = openAuditLog(join(environment.home, 'audit'));
  try {
    audit.append({ kind: 'pin', action: 'record', source: 'sallyport', message, server, tool });
  } finally {
    audit.close();
  }
}
