import { randomBytes } from 'node:crypto';
import { createFlow, type Finding, type Flow, type KnownSecrets } from '@sallyport/scanner';
import { limits } from '../limits.js';
import { SessionLog } from './session-log.js';
import type { InspectionContext, Verdict } from '../types.js';

/**
 * The data flow of every session: what its tools returned and what its calls did, over all servers. At most
 * `limits.sessions` are remembered; the one that was silent longest is forgotten first.
 */
export class FlowSessions {
  readonly #flows = new Map<string, { flow: Flow; log: SessionLog | undefined; last: number }>();
  /** What new sessions look for when it is split over calls. */
  knownSecrets: KnownSecrets | undefined;

  readonly #folder: string | undefined;

  /** @param folder where the processes of a session tell each other what passed them; without it each has its own. */
  constructor(knownSecrets: KnownSecrets | undefined, folder?: string) {
    this.#folder = folder;
    this.knownSecrets = knownSecrets;
  }

  /** What a call means together with what came before it; nothing without a session. */
  observeCall(
    message: unknown,
    context: InspectionContext,
    found: readonly Finding[],
    now: number,
  ): Finding[] {
    if (context.direction !== 'client-to-server') return [];
    return this.#observe(message, context, found, now);
  }

  /** Remembers a result as it goes on to the client: what was kept back taught the model nothing. */
  observeResult(message: unknown, context: InspectionContext, verdict: Verdict, now: number): void {
    if (context.direction !== 'server-to-client' || verdict.action === 'block') return;
    // In a stripped message the offsets of what was found hold no more, and the secrets are gone.
    const found =
      verdict.action === 'strip'
        ? verdict.findings.filter(({ category }) => category !== 'credential-leak')
        : [...verdict.findings, ...verdict.suppressed];
    this.#observe(message, context, found, now);
  }

  #observe(message: unknown, context: InspectionContext, found: readonly Finding[], now: number): Finding[] {
    const { session, direction, server, tool } = context;
    if (session === undefined) return [];
    const kept = this.#flowOf(session);
    const { flow, log } = kept;
    for (const { message: told, ...record } of log?.read() ?? []) {
      kept.last = Math.max(kept.last, record.now);
      flow.observe(told, { ...record, now: kept.last });
    }
    kept.last = Math.max(kept.last, now);
    const findings = flow.observe(message, { direction, server, tool, now: kept.last, findings: found });
    log?.append({ message, direction, server, tool, now, findings: found });
    return findings;
  }

  #flowOf(session: string) {
    const kept = this.#flows.get(session) ?? {
      flow: this.#newFlow(),
      log: this.#folder === undefined ? undefined : new SessionLog(this.#folder, session),
      last: 0,
    };
    this.#flows.delete(session);
    this.#flows.set(session, kept);
    const [oldest] = this.#flows.keys();
    if (this.#flows.size > limits.sessions && oldest !== undefined) this.#flows.delete(oldest);
    return kept;
  }

  #newFlow(): Flow {
    const salt = randomBytes(16);
    return createFlow({ salt, ...(this.knownSecrets ? { knownSecrets: this.knownSecrets } : {}) });
  }
}
