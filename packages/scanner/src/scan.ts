import { scanBareArgument, scanCall } from './calls/scan-call.js';
import { MessageScan } from './message-scan.js';
import { limitRules } from './rules/limit-rules.js';
import { scanDefinitions } from './tools/scan-definitions.js';
import type { Finding, ScanOptions, TextOptions } from './types.js';
import type { Place } from './walk/pointer.js';
import type { VisitedString } from './walk/visited-string.js';
import { walkStrings } from './walk/walk.js';

/** A scan with the figures of what it cost. */
export interface ScanReport {
  findings: Finding[];
  /** Units of work spent on candidates: each the window of the rule that was tried. */
  work: number;
}

/**
 * Looks at every member name and every string of a JSON-RPC message (as `JSON.parse` gives it), each by itself and in
 * every reading that its looks suggest, and returns what was found, in document order. Pure: no I/O, no clock, no
 * state. Never throws for any JSON value; what goes past a limit yields a finding of category `malformed`.
 */
export function scanMessage(message: unknown, options: ScanOptions): Finding[] {
  return scanMessageWithReport(message, options).findings;
}

/** {@link scanMessage}, and what it cost: for tests and benches. */
export function scanMessageWithReport(message: unknown, options: ScanOptions): ScanReport {
  const scan = new MessageScan(options);
  const stopped = walkStrings(message, options.direction, scan.limits, (string, isNumber) => {
    if (isNumber) scan.number(string);
    else scan.string(string);
  });
  if (options.direction === 'server-to-client') {
    scanDefinitions(toolsOf(message), toolsPlace, scan.collector);
  } else if (scan.collector.wants('dangerous-call')) scanCall(message, scan.collector);
  if (stopped) scan.collector.addLimit(limitRules[stopped.limit], stopped.place);
  return { findings: scan.end(), work: scan.budget.work };
}

const toolsPlace: Place = { parent: { parent: undefined, name: 'result' }, name: 'tools' };

/** The `tools` of a `tools/list` result. */
function toolsOf(message: unknown): unknown {
  const result = member(message, 'result');
  return member(result, 'tools');
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** {@link scanMessage} for one bare text. */
export function scanText(text: string, options: TextOptions): Finding[] {
  const scan = new MessageScan(options);
  const surface = options.surface ?? (options.direction === 'client-to-server' ? 'argument' : 'result');
  if (text.length > scan.limits.characters) scan.collector.addLimit(limitRules.characters, undefined);
  else {
    const string: VisitedString = { text, place: undefined, target: 'value', surface, memberName: undefined };
    scan.string(string);
    if (surface === 'argument' && scan.collector.wants('dangerous-call'))
      scanBareArgument(string, scan.collector);
  }
  return scan.end(options.pointer);
}

/**
 * Looks at what a server says about itself: the `tools` of a `tools/list` result, or one of them. Pointers are
 * relative to the value given: `/0/description`.
 */
export function scanTools(tools: unknown, options: Omit<ScanOptions, 'direction'> = {}): Finding[] {
  const prefix = '/result/tools';
  const findings = scanMessage({ result: { tools } }, { ...options, direction: 'server-to-client' });
  for (const finding of findings) finding.pointer = finding.pointer.slice(prefix.length);
  return findings;
}
