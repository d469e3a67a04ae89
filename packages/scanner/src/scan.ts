import { ScanBudget } from './budget.js';
import { SeedWords } from './credentials/seed-words.js';
import { SplitScan } from './known-secrets/split-scan.js';
import { limits } from './limits.js';
import { isAssignmentName } from './match/probes.js';
import { Collector } from './match/collector.js';
import { scanAssignment, scanString } from './match/scan-string.js';
import { limitRules } from './rules/limit-rules.js';
import { scanDefinitions } from './tools/scan-definitions.js';
import type { Finding, ScanOptions, TextOptions } from './types.js';
import type { Place } from './walk/pointer.js';
import { walkStrings, type VisitedString } from './walk/walk.js';

/** Longest value that is read together with its name. */
const assignedLength = 4096;

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
  const all = { ...limits, ...options.limits };
  const budget = new ScanBudget(all);
  const collector = new Collector(options.direction, all);
  const { knownSecrets } = options;
  const split = knownSecrets && new SplitScan(knownSecrets, budget);
  const seedWords = new SeedWords(collector);
  const seenNames = new Set<string>();
  const visit = (string: VisitedString): void => {
    if (string.target === 'key') {
      // Rows of a table repeat their names; a name found clean is clean wherever it stands.
      const known = `${string.surface} ${string.text}`;
      if (seenNames.has(known)) return;
      const before = collector.count;
      scanString(string, budget, collector, knownSecrets);
      if (collector.count === before) seenNames.add(known);
      return;
    }
    scanString(string, budget, collector, knownSecrets);
    split?.add(string);
    seedWords.add(string);
    if (string.memberName && string.text.length <= assignedLength && isAssignmentName(string.memberName)) {
      scanAssignment(string, budget, collector);
    }
  };
  const stopped = walkStrings(message, options.direction, all, visit);
  if (options.direction === 'server-to-client') scanDefinitions(toolsOf(message), toolsPlace, collector);
  seedWords.flush();
  split?.report(collector);
  if (stopped) collector.addLimit(limitRules[stopped.limit], stopped.place);
  if (budget.reached) collector.addLimit(limitRules[budget.reached], undefined);
  return { findings: collector.findings(), work: budget.work };
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
  const all = { ...limits, ...options.limits };
  const budget = new ScanBudget(all);
  const collector = new Collector(options.direction, all);
  const surface = options.surface ?? (options.direction === 'client-to-server' ? 'argument' : 'result');
  const string: VisitedString = { text, place: undefined, target: 'value', surface, memberName: undefined };
  if (text.length > all.characters) collector.addLimit(limitRules.characters, undefined);
  else scanString(string, budget, collector, options.knownSecrets);
  if (budget.reached) collector.addLimit(limitRules[budget.reached], undefined);
  return collector.findings(options.pointer);
}

/**
 * Looks at what a server says about itself: the `tools` of a `tools/list` result, or one of them. Pointers are
 * relative to the value given: `/0/description`.
 */
export function scanTools(
  tools: unknown,
  options: Pick<ScanOptions, 'limits' | 'knownSecrets'> = {},
): Finding[] {
  const prefix = '/result/tools';
  const findings = scanMessage({ result: { tools } }, { ...options, direction: 'server-to-client' });
  for (const finding of findings) finding.pointer = finding.pointer.slice(prefix.length);
  return findings;
}
