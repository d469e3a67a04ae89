import type { Action, Guard } from '@sallyport/guard';
import type { Category, Direction, Finding, Severity } from '@sallyport/scanner';
import { directionOf } from './direction.js';

/** A finding as `--json` prints it: what a reader needs, without offsets and references. */
export type PrintedFinding = Pick<
  Finding,
  'rule' | 'title' | 'category' | 'severity' | 'confidence' | 'pointer' | 'excerpt' | 'why' | 'remedy'
>;

/** What became of one line. */
export interface ScannedLine {
  /** From 1. */
  line: number;
  direction: Direction;
  /** What the policy says. */
  verdict: Action;
  /** What the proxy would do with the line. */
  action: Action;
  findings: PrintedFinding[];
}

/** A line that is no JSON: nobody knows what the other side would read in it. */
const notJson = {
  rule: 'message-not-json',
  title: 'Message that is not JSON',
  category: 'malformed' satisfies Category as Category,
  severity: 'high' satisfies Severity as Severity,
  confidence: 1,
  pointer: '',
  excerpt: '',
  why: 'The line cannot be read as JSON, so that nothing in it can be looked at.',
  remedy: 'Send one JSON-RPC message a line.',
} as const satisfies PrintedFinding;

/** Judges one line: by itself, or, where a session is given, with those before it. */
export function scanLine(
  text: string,
  line: number,
  guard: Guard,
  given: Direction | undefined,
  session?: string,
): ScannedLine {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    const direction = given ?? 'client-to-server';
    return { line, direction, verdict: 'block', action: 'block', findings: [notJson] };
  }
  const direction = given ?? directionOf(message);
  const context = { direction, server: 'stdin', ...(session === undefined ? {} : { session }) };
  const { action, findings } = guard.inspect(message, context).verdict;
  return { line, direction, verdict: action, action, findings: findings.map((finding) => printed(finding)) };
}

function printed(finding: Finding): PrintedFinding {
  const { rule, title, category, severity, confidence, pointer, excerpt, why, remedy } = finding;
  return { rule, title, category, severity, confidence, pointer, excerpt, why, remedy };
}
