import type { AuditLog } from '@sallyport/audit';
import { blockError, type Guard, type Inspection } from '@sallyport/guard';
import type { Direction, Finding } from '@sallyport/scanner';
import type { Shape } from './messages.js';
import type { PendingRequest } from './pending.js';
import { errorCodes, refuse, type Refusal } from './refusal.js';

/** What came of looking at one message: what may be passed on, or why nothing is. */
export type Inspected =
  | { ok: true; message: unknown }
  /** A person is asked: the message waits. */
  | { ok: false; asked: Inspection }
  | { ok: false; asked?: undefined; refusal: Refusal };

/** What came of an inspection that asks nobody, or whose question is answered. */
export function inspectedOf(inspection: Inspection): Exclude<Inspected, { asked: Inspection }> {
  return inspection.verdict.action === 'block' || inspection.verdict.action === 'ask'
    ? { ok: false, refusal: blockError(inspection) }
    : { ok: true, message: inspection.message };
}

/** What an inspector looks with. */
export interface InspectorOptions {
  guard: Guard;
  /** Where the proxy's own refusals are recorded. */
  audit?: AuditLog | undefined;
  server: string;
  /** What is added to the context of every message, such as the session and the agent. */
  context?: Readonly<Record<string, string>>;
}

/** Looks at messages with the guard, and fails closed: where the guard itself fails, nothing passes. */
export class Inspector {
  readonly #options: InspectorOptions;

  constructor(options: InspectorOptions) {
    this.#options = options;
  }

  inspect(
    message: unknown,
    direction: Direction,
    shape: Shape,
    asked: PendingRequest | undefined,
    found: readonly Finding[],
    canWait = false,
  ): Inspected {
    const method = asked?.method ?? ('method' in shape ? shape.method : undefined);
    const tool =
      method === 'tools/call' ? (asked?.name ?? ('name' in shape ? shape.name : undefined)) : undefined;
    return this.guarded(direction, () => {
      const inspection: Inspection = this.#options.guard.inspect(
        message,
        {
          ...this.#options.context,
          direction,
          server: this.#options.server,
          ...(method === undefined ? {} : { method }),
          ...(tool === undefined ? {} : { tool }),
        },
        found,
        canWait,
      );
      return inspection.verdict.action === 'ask' ? { ok: false, asked: inspection } : inspectedOf(inspection);
    });
  }

  /** Runs what may fail, and refuses the message when it does. */
  guarded(direction: Direction, work: () => Inspected): Inspected {
    try {
      return work();
    } catch (error) {
      const refusal = refuse(errorCodes.server, {
        rule: 'guard-unavailable',
        title: 'Not looked at',
        message: `the message could not be looked at: ${error instanceof Error ? error.message : String(error)}`,
        remedy: 'Nothing passes that cannot be looked at. Repair what the message names and ask again.',
        direction,
      });
      return { ok: false, refusal: this.record(refusal) };
    }
  }

  /** Records a refusal of the proxy's own; gives it with the event's id, or as it is where the log cannot be written. */
  record(refusal: Refusal, context: { method?: string; tool?: string | undefined } = {}): Refusal {
    const { rule, title, pointer, direction, remedy } = refusal.data;
    try {
      const event = this.#options.audit?.append({
        kind: 'mcp-refusal',
        action: 'block',
        source: 'mcp-proxy',
        message: refusal.message,
        server: this.#options.server,
        ...context,
        direction: direction as Direction,
        data: { rule, title, pointer, remedy },
      });
      return event ? { ...refusal, data: { ...refusal.data, eventId: event.id } } : refusal;
    } catch {
      // The message is refused already, which is all that a log that cannot be written could bring about.
      return refusal;
    }
  }
}
