/** What an event is about. `audit` events are the log's own: a file opened, a file closed. */
export type EventKind =
  | 'approval'
  | 'audit'
  | 'certificate'
  | 'egress'
  | 'guardrail'
  | 'mcp-message'
  | 'mcp-refusal'
  | 'pin'
  | 'run'
  | 'sandbox';

/** What was done. `ask` is a question to a person, which an `approval` event answers; `record` is for events that decide nothing (a run that started, a certificate that was renewed). */
export type EventAction = 'allow' | 'warn' | 'strip' | 'ask' | 'block' | 'record';

/** Which way an MCP message travelled. */
export type EventDirection = 'client-to-server' | 'server-to-client';

/** A finding as the log keeps it: a detector's finding, already redacted. Structurally a subset of the scanner's. */
export interface AuditFinding {
  rule: string;
  title: string;
  category: string;
  severity: string;
  /** 0 to 1. */
  confidence: number;
  /** RFC 6901 pointer into the message. */
  pointer: string;
  /** Offsets in the string at `pointer`, in UTF-16 code units. */
  start: number;
  end: number;
  /** Redacted: never the secret itself. */
  excerpt: string;
  view?: string;
  why?: string;
  remedy?: string;
}

/** What a caller hands to {@link AuditLog.append}; the log adds the id, the time and the chain. */
export interface SecurityEventInput {
  kind: EventKind;
  action: EventAction;
  /** The component that speaks: `mcp-server`, `agent`, `proxy`, … */
  source: string;
  /** One sentence for a person. Never holds a secret. */
  message: string;
  server?: string;
  tool?: string;
  method?: string;
  direction?: EventDirection;
  findings?: readonly AuditFinding[];
  runId?: string;
  conversationId?: string;
  /** The name in the peer's certificate, where there is one. */
  identity?: string;
  /** Further fields, JSON values only. */
  data?: Readonly<Record<string, unknown>>;
}

/** One line of the audit log. */
export interface SecurityEvent extends Omit<SecurityEventInput, 'findings'> {
  /** Unique, and in order of time when sorted as text (a ULID). */
  id: string;
  /** ISO 8601 in UTC, with milliseconds. */
  time: string;
  findings: AuditFinding[];
  /** The `hash` of the event before it in its chain; 64 zeros at a chain's first event. */
  previous: string;
  /** SHA-256, in hex, of the canonical JSON of all the other fields. */
  hash: string;
}

/** The fields that a reader may ask for; every one given must hold. */
export interface EventFilter {
  id?: string;
  kind?: EventKind;
  action?: EventAction;
  source?: string;
  server?: string;
  tool?: string;
  rule?: string;
  runId?: string;
  conversationId?: string;
  /** ISO 8601, inclusive. */
  since?: string;
  /** ISO 8601, exclusive. */
  until?: string;
  /** The newest so many; {@link limits} names the default. */
  limit?: number;
}
