import { join } from 'node:path';
import { openAuditLog } from '@sallyport/audit';
import { createApprovalStore, type Approval, type ApprovalStore } from '@sallyport/guard';
import type { Command } from './command.js';
import { environment } from './env.js';
import { ExitCode } from './exit-code.js';
import { onOneLine } from './report/printable.js';
import { UsageError } from './usage-error.js';
import { readVerb, type VerbCall } from './verbs.js';

const help = `sallyport approvals: messages that wait for your word

  sallyport approvals                  what waits, where from, and why it was held
  sallyport approvals approve ID       let it through, this once
  sallyport approvals deny ID          block it

  --json               print the list as JSON

A message is held where the configuration says \`action: ask\`. Whoever sent it waits for
response_scanning.ask_timeout_seconds (30 unless the file says otherwise); when nobody answers it is blocked. What was
held, and what became of it, is kept in the audit log: sallyport logs --filter approval
`;

/** `sallyport approvals [list|approve|deny]` */
export const approvalsCommand: Command = {
  name: 'approvals',
  summary: 'messages that wait for your word: list, approve, deny',
  help,
  run: (args, { output }) => {
    const { act, call } = readVerb('approvals', verbs, args);
    output.write(act(createApprovalStore(join(environment.home, 'approvals')), call));
    return Promise.resolve(ExitCode.Fine);
  },
};

const verbs: Readonly<Record<string, (store: ApprovalStore, call: VerbCall) => string>> = {
  list: (store, { asJson }) => list(store.waiting(), asJson),
  approve: (store, { names }) => decide(store, 'approve', names),
  deny: (store, { names }) => decide(store, 'deny', names),
};

function decide(store: ApprovalStore, verb: 'approve' | 'deny', [id, ...more]: readonly string[]): string {
  if (id === undefined || more.length > 0)
    throw new UsageError(`Which one? sallyport approvals ${verb} ID; sallyport approvals lists what waits.`);
  const approval = store.decide(id, verb === 'approve' ? 'approved' : 'denied');
  const deed = verb === 'approve' ? 'approved' : 'denied';
  record(approval, `Question ${approval.id} was ${deed} by hand.`);
  return `${deed}: ${subjectOf(approval)}\n`;
}

function list(waiting: readonly Approval[], asJson: boolean): string {
  if (asJson) return `${JSON.stringify(waiting, undefined, 2)}\n`;
  if (waiting.length === 0) return 'Nothing waits.\n';
  return waiting
    .map((approval) => {
      const { id, reason, findings, expiresAt } = approval;
      const left = Math.max(0, Math.round((expiresAt - Date.now()) / 1000));
      const seen = findings.map(
        ({ title, pointer, excerpt }) =>
          `  ${onOneLine(title)}${pointer === '' ? '' : ` at ${onOneLine(pointer)}`}${excerpt === '' ? '' : `: ${onOneLine(excerpt)}`}\n`,
      );
      return [
        `${id}  ${subjectOf(approval)}, ${left} s left\n`,
        `  ${onOneLine(reason)}\n`,
        ...seen,
        `  approve: sallyport approvals approve ${id}\n`,
      ].join('');
    })
    .join('\n');
}

function subjectOf({ server, method, tool, direction }: Approval): string {
  const what = [method, tool].filter((part) => part !== undefined).map((part) => onOneLine(part));
  const way = direction === 'client-to-server' ? 'to' : 'from';
  return [...what, way, onOneLine(server)].join(' ');
}

function record({ server, method, tool }: Approval, message: string): void {
  const audit = openAuditLog(join(environment.home, 'audit'));
  try {
    audit.append({ kind: 'approval', action: 'record', source: 'sallyport', message, server, method, tool });
  } finally {
    audit.close();
  }
}
