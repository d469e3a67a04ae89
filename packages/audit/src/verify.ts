import { join } from 'node:path';
import { chainStart, hashOf } from './chain.js';
import { listLogFiles, parseEvent, readLines } from './read-lines.js';

/** What can be wrong with a log. Only `torn-line` can come from an honest crash; every other one fails the log. */
export enum AuditProblemCode {
  /** The last line of a file is half written: the process or the machine died in the middle of it. */
  TornLine = 'torn-line',
  /** A line that is not an event, with further lines after it. */
  NotAnEvent = 'not-an-event',
  /** The event's hash does not fit its fields: it was changed. */
  HashMismatch = 'hash-mismatch',
  /** The event does not follow the one before it: one was taken out, put in or moved. */
  ChainBroken = 'chain-broken',
  /** A file of the chain is not there. */
  FileMissing = 'file-missing',
}

/** One thing that is wrong with the log, and where. */
export interface AuditProblem {
  file: string;
  /** From 1; 0 for the file as a whole. */
  line: number;
  code: AuditProblemCode;
  message: string;
}

/** One chain, for whoever keeps its head elsewhere: only that can show that the end of a chain was cut off. */
export interface AuditChain {
  chain: string;
  files: number;
  events: number;
  /** Whether its process closed it properly. False for one that still runs or was killed. */
  closed: boolean;
  /** The hash of its last event. */
  head: string;
}

/** What {@link verifyAuditLog} found. */
export interface AuditVerification {
  /** True when nothing was changed, taken out or put in. A torn last line alone does not make it false. */
  ok: boolean;
  files: number;
  events: number;
  chains: AuditChain[];
  problems: AuditProblem[];
}

/** Reads every chain of a folder and checks each event's hash and its link to the one before. */
export async function verifyAuditLog(folder: string): Promise<AuditVerification> {
  const files = await listLogFiles(folder);
  const problems: AuditProblem[] = [];
  const chains = new Map<string, AuditChain & { sequence: number }>();
  for (const { name, chain, sequence } of files) {
    const state = chains.get(chain) ?? {
      chain,
      files: 0,
      events: 0,
      closed: false,
      head: chainStart,
      sequence: 0,
    };
    chains.set(chain, state);
    if (sequence !== state.sequence + 1) {
      const message = `File ${state.sequence + 1} of chain ${chain} is missing.`;
      problems.push({ file: name, line: 0, code: AuditProblemCode.FileMissing, message });
    }
    state.sequence = sequence;
    state.files++;
    await verifyFile(folder, name, state, problems);
  }
  const summaries = [...chains.values()].map(({ chain, files, events, closed, head }) => ({
    chain,
    files,
    events,
    closed,
    head,
  }));
  return {
    ok: problems.every((problem) => problem.code === AuditProblemCode.TornLine),
    files: files.length,
    events: summaries.reduce((sum, chain) => sum + chain.events, 0),
    chains: summaries,
    problems,
  };
}

async function verifyFile(
  folder: string,
  file: string,
  chain: AuditChain,
  problems: AuditProblem[],
): Promise<void> {
  let line = 0;
  let bad: number | undefined;
  const report = (code: AuditProblemCode, at: number, message: string): void => {
    problems.push({ file, line: at, code, message });
  };
  for await (const text of readLines(join(folder, file))) {
    line++;
    if (bad !== undefined) report(AuditProblemCode.NotAnEvent, bad, 'This line is not an event of the log.');
    bad = undefined;
    const event = parseEvent(text);
    if (!event) {
      bad = line;
      continue;
    }
    chain.events++;
    chain.closed = event.data?.['closed'] === true && event.kind === 'audit';
    if (hashOf(event) !== event.hash) {
      report(AuditProblemCode.HashMismatch, line, `Event ${event.id} was changed after it was written.`);
    }
    if (event.previous !== chain.head) {
      report(AuditProblemCode.ChainBroken, line, `Event ${event.id} does not follow the event before it.`);
    }
    chain.head = event.hash;
  }
  if (bad !== undefined) {
    report(
      AuditProblemCode.TornLine,
      bad,
      'The last line is half written: its process ended in the middle of it.',
    );
  }
}
