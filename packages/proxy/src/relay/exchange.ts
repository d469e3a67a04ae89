import type { Definitions } from './definitions.js';
import { editJson } from './edit-json.js';
import type { HeldCalls } from './held-calls.js';
import type { Inspector } from './inspector.js';
import type { OutLine } from './outcome.js';
import type { PendingRequests } from './pending.js';
import type { Questions } from './questions.js';
import type { BlockStyle, Refusal } from './refusal.js';

/** What is asked before a request of the client's is looked at: the kill switch and the budgets. */
export type Gate = (request: { method: string; message: unknown; bytes: number }) => Refusal | undefined;

/** What both sides of a relay share. */
export interface Exchange {
  readonly inspector: Inspector;
  readonly definitions: Definitions;
  readonly held: HeldCalls;
  /** Messages that wait for a person, by the id of the client's request that they belong to. */
  readonly questions: Questions;
  readonly ofClient: PendingRequests;
  readonly ofServer: PendingRequests;
  readonly blockStyle: BlockStyle;
  readonly gate: Gate;
  /** Set when the server is gone: the answer to every request from then on. */
  gone: Refusal | undefined;
}

/** What of one message goes on to the other side; undefined where nothing does. */
export type Passed = { message: unknown } | undefined;

/** The bytes that came, unless something was taken out: then they without it. */
export function lineOf(passed: unknown, message: unknown, bytes: Buffer | undefined): OutLine {
  if (bytes === undefined) return JSON.stringify(passed);
  if (passed === message) return bytes;
  return editJson(bytes.toString('utf8'), message, passed) ?? JSON.stringify(passed);
}
