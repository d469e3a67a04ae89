import { AuditError, type AuditLog } from '@sallyport/audit';
import { scanMessage, scanTools, type Finding, type ScanOptions } from '@sallyport/scanner';
import type { Approval } from './approvals/approval.js';
import type { ApprovalStore } from './approvals/approval-store.js';
import { actionFor, decide, isHarder } from './decide.js';
import { FlowSessions } from './flow/flow-sessions.js';
import type { CallRule } from './custom/call-rules.js';
import { inspectionEvent, type InspectionEventKind } from './inspection-event.js';
import { limits } from './limits.js';
import { namesIn } from './names-in.js';
import { checkDefinition } from './pins/check-definition.js';
import { GuardError } from './errors.js';
import { checkIdentity } from './pins/check-identity.js';
import { pinFinding, shadowingFinding } from './pins/pin-finding.js';
import { createPinStore, type PinStore } from './pins/pin-store.js';
import type { ServerDefinition, ToolsCheck } from './pins/types.js';
import { stripFindings } from './strip.js';
import type { Action, GuardEvent, Inspection, InspectionContext, Policy, Verdict } from './types.js';

/** What {@link createGuard} needs. */
export interface GuardOptions {
  policy: Policy;
  /** Where decisions are recorded. Without one nothing is recorded, and `eventId` is never set. */
  audit?: AuditLog;
  /** The pins; by default kept in memory, so that trust lasts as long as the guard. */
  pins?: PinStore;
  /** Where the processes of a session share what passed them; without it each knows only its own. */
  sessions?: string;
  /** Where a person is asked, and how long they have, in milliseconds. Without it `ask` is a block. */
  approvals?: { store: ApprovalStore; timeoutMs: number };
  /** What every scan is told besides the direction: secrets to look for, a further classifier, a salt, limits. */
  scan?: Omit<ScanOptions, 'direction'>;
  /** Rules about calls of the caller's own. */
  callRules?: readonly CallRule[];
  /** Told of every warn, strip and block, after it is recorded. */
  onEvent?: (event: GuardEvent) => void;
  /** Milliseconds since the epoch; the system's clock by default. */
  clock?: () => number;
  /** The component named in audit events. Default `guard`. */
  source?: string;
}

/** What became of a question: a person's word, or none in time. */
export type Answer = 'approved' | 'denied' | 'expired' | 'withdrawn';

/** Stands between a client and its servers. Synchronous; it holds no message after it has answered. */
export interface Guard {
  readonly policy: Policy;
  readonly pins: PinStore;
  /** Goes on under other rules from now on: pins, sessions and questions stay as they are. */
  reload(changes: Pick<GuardOptions, 'policy' | 'scan' | 'callRules' | 'approvals'>): void;
  /**
   * Scans one message, decides, takes out what is to be taken out, and records it: a block is in the audit log before
   * this returns. When the log cannot be written the verdict is `block`.
   *
   * @param alsoFound what the reading of its text found already, such as members that are there twice.
   * @param canWait whether the caller can hold the message until a person has answered. Otherwise an `ask` is a block.
   */
  inspect(
    message: unknown,
    context: InspectionContext,
    alsoFound?: readonly Finding[],
    canWait?: boolean,
  ): Inspection;
  /** Carries out the answer to an inspection whose verdict is `ask`: gives it with `allow` or `block`, recorded. */
  settle(inspection: Inspection, answer: Answer): Inspection;
  /**
   * Sets a list of tools against the server's pins: what is new, changed or poisoned is withheld. Give the whole list
   * (all pages). The scan of the list as a message is separate: pass only `allowed` on.
   */
  checkTools(server: string, definition: ServerDefinition): ToolsCheck;
  /**
   * Sets the way in which a server is reached (its command line, or its address with the key of its certificate)
   * against its pin. Undefined where it is the pinned one, or the first; otherwise the finding, recorded.
   */
  checkIdentity(server: string, identity: string): Finding | undefined;
}

/** Makes a guard from a policy, a log and a store of pins. */
export function createGuard(options: GuardOptions): Guard {
  return new PolicyGuard(options);
}

class PolicyGuard implements Guard {
  #policy: Policy;
  readonly pins: PinStore;
  readonly #audit: AuditLog | undefined;
  readonly #onEvent: (event: GuardEvent) => void;
  #approvals: GuardOptions['approvals'];
  readonly #clock: () => number;
  readonly #source: string;
  #scan: Omit<ScanOptions, 'direction'>;
  #callRules: readonly CallRule[];
  readonly #flow: FlowSessions;
  readonly #toldShadowing = new Set<string>();

  constructor(options: GuardOptions) {
    this.#policy = options.policy;
    this.pins = options.pins ?? createPinStore();
    this.#audit = options.audit;
    this.#onEvent = options.onEvent ?? (() => undefined);
    this.#approvals = options.approvals;
    this.#clock = options.clock ?? Date.now;
    this.#source = options.source ?? 'guard';
    this.#callRules = options.callRules ?? [];
    this.#scan = options.scan ?? {};
    this.#flow = new FlowSessions(this.#scan.knownSecrets, options.sessions);
  }

  get policy(): Policy {
    return this.#policy;
  }

  reload({ policy, scan, callRules, approvals }: Parameters<Guard['reload']>[0]): void {
    this.#policy = policy;
    this.#scan = scan ?? {};
    this.#callRules = callRules ?? [];
    this.#approvals = approvals;
    this.#flow.knownSecrets = this.#scan.knownSecrets;
  }

  inspect(
    message: unknown,
    given: InspectionContext,
    alsoFound: readonly Finding[] = [],
    canWait = false,
  ): Inspection {
    const context = { ...given, ...namesIn(message, given) };
    const found = scanMessage(message, { ...this.#scan, direction: context.direction });
    const verdict = this.#decideInSession(
      message,
      [...alsoFound, ...found, ...this.#foundByRules(message, context)],
      context,
    );
    if (verdict.action === 'ask') return this.#ask({ verdict, context, message }, canWait);
    if (verdict.action !== 'strip') {
      this.#flow.observeResult(message, context, verdict, this.#clock());
      return this.#record({ verdict, context, message });
    }
    const stripped = this.#strip(message, verdict, context);
    if (stripped !== undefined) {
      this.#flow.observeResult(stripped, context, verdict, this.#clock());
      return this.#record({ verdict, context, message: stripped });
    }
    const reason = `${verdict.reason} It could not be taken out, so the whole message is blocked.`;
    return this.#record({ verdict: { ...verdict, action: 'block', reason }, context, message });
  }

  checkTools(server: string, definition: ServerDefinition): ToolsCheck {
    const context: InspectionContext = { direction: 'server-to-client', server, method: 'tools/list' };
    const isPoisoned = (findings: Finding[], tool?: string): boolean =>
      isHarder(decide(findings, this.policy, { server, tool, now: this.#clock() }).action, 'strip');
    const check = checkDefinition(this.pins, server, definition, {
      mode: this.policy.pins,
      isPoisoned: (tool, name) => isPoisoned(scanTools([tool], this.#scan), name),
      areInstructionsPoisoned: (instructions) =>
        isPoisoned(
          scanMessage({ result: { instructions } }, { ...this.#scan, direction: 'server-to-client' }),
        ),
    });
    for (const withheld of check.withheld) {
      this.#recordPin(context, withheld.message, pinFinding(withheld), withheld.name);
    }
    if (check.instructions) {
      const { reason, diff, message } = check.instructions;
      this.#recordPin(context, message, pinFinding({ reason, diff, message, name: 'instructions' }));
    }
    for (const shadowing of check.shadowing) {
      // Told once for each pair: the same tools are listed again and again.
      const pair = JSON.stringify([server, shadowing.name, shadowing.other]);
      if (this.#toldShadowing.has(pair)) continue;
      this.#toldShadowing.add(pair);
      this.#recordPin(context, shadowing.message, shadowingFinding(shadowing), shadowing.name, 'warn');
    }
    return check;
  }

  checkIdentity(server: string, identity: string): Finding | undefined {
    if (this.policy.pins === 'off' || checkIdentity(this.pins, server, identity)) return undefined;
    const message = `The server ${server} is not reached in the way in which it was pinned. Approve the change to use it.`;
    const finding = pinFinding({ reason: 'changed', name: 'identity', diff: [], message });
    this.#recordPin({ direction: 'server-to-client', server }, message, finding);
    return finding;
  }

  settle(inspection: Inspection, answer: Answer): Inspection {
    const { verdict, context, message } = inspection;
    if (answer === 'approved') {
      const reason = `A person let it through: ${verdict.reason}`;
      const settled = this.#record(
        { verdict: { ...verdict, action: 'allow', reason }, context, message },
        'approval',
      );
      this.#flow.observeResult(message, context, settled.verdict, this.#clock());
      return settled;
    }
    const reason = `${refusals[answer]} ${verdict.reason}`;
    return this.#record({ verdict: { ...verdict, action: 'block', reason }, context, message }, 'approval');
  }

  #foundByRules(message: unknown, { direction }: InspectionContext): Finding[] {
    if (direction !== 'client-to-server') return [];
    return this.#callRules.flatMap((rule) => rule.find(message) ?? []);
  }

  /** Asks a person where the caller can wait and there is somewhere to ask; otherwise it is a block. */
  #ask(inspection: Inspection, canWait: boolean): Inspection {
    const { verdict, context } = inspection;
    const block = (why: string): Inspection =>
      this.#record({
        ...inspection,
        verdict: { ...verdict, action: 'block', reason: `${verdict.reason} ${why}` },
      });
    if (!canWait || !this.#approvals) return block('Nobody can be asked here, so it is blocked.');
    const { store, timeoutMs } = this.#approvals;
    const { direction, server, method, tool, identity } = context;
    const findings = verdict.findings.map(({ rule, title, severity, pointer, excerpt, why }) => {
      return { rule, title, severity, pointer, excerpt, why };
    });
    let approval: Approval;
    try {
      const { reason } = verdict;
      approval = store.ask({ direction, server, method, tool, identity, reason, findings }, timeoutMs);
    } catch (error) {
      if (GuardError.isInstance(error)) return block(error.message);
      return block(`Nobody could be asked: ${error instanceof Error ? error.message : String(error)}.`);
    }
    const recorded = this.#record({ ...inspection, approval }, 'approval');
    if (recorded.verdict.action !== 'ask') store.close(approval.id, 'withdrawn');
    return recorded;
  }

  #recordPin(
    given: InspectionContext,
    message: string,
    finding: Finding,
    tool?: string,
    action: Action = this.policy.pins === 'warn' ? 'warn' : 'block',
  ): void {
    const context = { ...given, tool };
    const event = {
      kind: 'pin',
      source: this.#source,
      action,
      message,
      findings: [finding],
      ...context,
    } as const;
    const eventId = this.#audit?.append(event).id ?? '';
    this.#onEvent({ eventId, action, context, findings: [finding], reason: message });
  }

  /** A call that is blocked by itself never came about: the session does not remember it. */
  #decideInSession(message: unknown, found: Finding[], context: InspectionContext): Verdict {
    const verdict = this.#decide(found, context);
    if (verdict.action === 'block') return verdict;
    const flowed = this.#flow.observeCall(message, context, found, this.#clock());
    return flowed.length === 0 ? verdict : this.#decide([...found, ...flowed], context);
  }

  #decide(findings: Finding[], context: InspectionContext): Verdict {
    return decide(findings, this.policy, { server: context.server, tool: context.tool, now: this.#clock() });
  }

  /** Strips until nothing is left to strip; undefined where that does not come about. */
  #strip(message: unknown, verdict: Verdict, context: InspectionContext): unknown {
    let current = message;
    let open = verdict;
    for (let round = 0; round < limits.stripRounds; round++) {
      const decision = { server: context.server, tool: context.tool, now: this.#clock() };
      const targets = open.findings.filter(
        (finding) => actionFor(finding, this.policy, decision) === 'strip',
      );
      current = stripFindings(current, targets);
      if (current === undefined) return undefined;
      open = this.#decide(scanMessage(current, { ...this.#scan, direction: context.direction }), context);
      if (isHarder(open.action, 'strip')) return undefined;
      if (open.action !== 'strip') return current;
    }
    return undefined;
  }

  #record(inspection: Inspection, kind: InspectionEventKind = 'mcp-message'): Inspection {
    const { verdict, context } = inspection;
    try {
      if (verdict.action === 'allow' && verdict.suppressed.length === 0 && kind !== 'approval') {
        this.#audit?.countPass({ source: this.#source, ...pick(context, ['server', 'method', 'direction']) });
        return inspection;
      }
      const eventId = this.#audit?.append(inspectionEvent(inspection, kind, this.#source)).id;
      const recorded = { ...inspection, eventId };
      if (verdict.action !== 'allow' || kind === 'approval') this.#tell(recorded, verdict.action);
      return recorded;
    } catch (error) {
      if (!AuditError.isInstance(error)) throw error;
      const reason = `${error.message} Nothing is let through that cannot be recorded.`;
      return { ...inspection, verdict: { ...verdict, action: 'block', reason } };
    }
  }

  #tell({ verdict, context, eventId, approval }: Inspection, action: Action): void {
    this.#onEvent({
      eventId: eventId ?? '',
      action,
      context,
      findings: verdict.findings,
      reason: verdict.reason,
      ...(approval === undefined ? {} : { approval }),
    });
  }
}

const refusals: Readonly<Record<Exclude<Answer, 'approved'>, string>> = {
  denied: 'A person did not let it through:',
  expired: 'Nobody answered in time:',
  withdrawn: 'Nobody waits for it any more:',
};

function pick<T, K extends keyof T>(value: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.map((name) => [name, value[name]])) as Pick<T, K>;
}
