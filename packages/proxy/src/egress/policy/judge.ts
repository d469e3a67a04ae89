import { AuditError, type AuditLog, type SecurityEventInput } from '@sallyport/audit';
import { decide, type GuardConfig, type Policy, type Verdict } from '@sallyport/guard';
import type { Finding } from '@sallyport/scanner';
import { egressLimits } from '../limits.js';
import type { Exchange, Judge, Judgement, Meters, Part, Refusal } from '../types.js';
import { policiesOf } from './policies.js';
import { withoutOwnUse } from './provider-hosts.js';

/** What a judge tells its host of, besides the log. */
export interface EgressEvent {
  readonly action: 'warn' | 'strip' | 'block';
  readonly reason: string;
  readonly host: string;
  readonly agent: string;
  readonly rule: string;
  readonly eventId: string;
}

/** What a judge decides by, and where it records. */
export interface JudgeOptions {
  readonly config: Pick<GuardConfig, 'policy' | 'egress'>;
  readonly audit: AuditLog;
  readonly meters: Meters;
  readonly onEvent: (event: EgressEvent) => void;
  readonly clock?: () => number;
}

/** Decides by the policies of the configuration; what it keeps back is in the audit log before it says so. */
export class PolicyJudge implements Judge {
  readonly #options: JudgeOptions;
  readonly #policies: Readonly<Record<Part, Policy>>;
  readonly #clock: () => number;
  /** Hosts whose own name holds a secret. */
  readonly #hidden = new Set<string>();

  constructor(options: JudgeOptions) {
    this.#options = options;
    this.#policies = policiesOf(options.config);
    this.#clock = options.clock ?? Date.now;
  }

  judge(found: readonly Finding[], part: Part, exchange: Exchange): Judgement {
    if (found.length === 0) return { action: 'allow' };
    const findings = part.startsWith('response') ? found : withoutOwnUse(found, exchange.url);
    const verdict = decide(findings, this.#policies[part], {
      server: exchange.url.hostname,
      now: this.#clock(),
    });
    for (const rule of new Set(verdict.findings.map((finding) => finding.rule))) {
      this.#options.meters.count('findings_total', { rule, part });
    }
    if (verdict.action === 'allow' && verdict.suppressed.length === 0) return { action: 'allow' };
    return this.#carryOut(verdict, part, exchange);
  }

  refuse(what: Omit<Refusal, 'eventId'>, part: Part, exchange: Exchange): Refusal {
    this.#options.meters.count('blocks_total', { rule: what.rule, agent: exchange.agent });
    const { status, rule, hint } = what;
    return this.#recorded(what, exchange, {
      message: `${what.reason}.`,
      findings: [],
      data: { door: exchange.door, part, rule, status, hint },
    });
  }

  warn(what: { readonly rule: string; readonly reason: string }, part: Part, exchange: Exchange): void {
    this.#append(exchange, {
      action: 'warn',
      message: `${what.reason}.`,
      data: { door: exchange.door, part, rule: what.rule },
    });
  }

  /** Keeps a host that carries a secret in its name out of everything that is written. */
  hide(host: string): void {
    if (this.#hidden.size >= egressLimits.hiddenHosts) this.#hidden.clear();
    this.#hidden.add(host);
  }

  /** A host as it may be written. */
  shown(host: string): string {
    return this.#hidden.has(host) ? 'a host with a secret in its name' : host;
  }

  /** Counts an exchange that passed, for the log's summaries. */
  passed({ url, method }: Exchange): void {
    const pass = {
      source: 'egress',
      server: this.shown(url.hostname),
      method,
      direction: 'client-to-server',
    } as const;
    this.#options.audit.countPass(pass);
  }

  #carryOut(verdict: Verdict, part: Part, exchange: Exchange): Judgement {
    const { findings, suppressed } = verdict;
    const reason = reasonOf(verdict, part);
    const data = {
      door: exchange.door,
      part,
      ...(suppressed.length === 0
        ? {}
        : {
            suppressed: suppressed.map(({ rule, suppressedBy }) => ({ rule, reason: suppressedBy.reason })),
          }),
    };
    const message = `${reason}. ${verdict.reason}`;
    if (verdict.action === 'allow' || verdict.action === 'warn') {
      try {
        this.#append(exchange, { action: verdict.action, message, findings, data });
        return { action: verdict.action };
      } catch (error) {
        return { action: 'block', refusal: unrecorded(error) };
      }
    }
    if (verdict.action === 'strip') {
      try {
        this.#append(exchange, { action: 'strip', message, findings, data });
        return { action: 'strip', findings };
      } catch (error) {
        return { action: 'block', refusal: unrecorded(error) };
      }
    }
    // Nobody is there to be asked: what asks for a person is blocked.
    const { rule = 'policy', remedy = '' } = verdict.decisive ?? {};
    this.#options.meters.count('blocks_total', { rule, agent: exchange.agent });
    const refusal = this.#recorded({ status: 403, rule, reason, hint: remedy }, exchange, {
      message,
      findings,
      data: { ...data, rule },
    });
    return { action: 'block', refusal };
  }

  /** A refusal with its event; where the log cannot be written it is refused all the same. */
  #recorded(
    what: Omit<Refusal, 'eventId'>,
    exchange: Exchange,
    event: Pick<SecurityEventInput, 'message' | 'findings' | 'data'>,
  ): Refusal {
    try {
      return { ...what, eventId: this.#append(exchange, { action: 'block', ...event }) };
    } catch (error) {
      if (!AuditError.isInstance(error)) throw error;
      return what;
    }
  }

  #append(
    { url, method, agent }: Exchange,
    event: Pick<SecurityEventInput, 'action' | 'message' | 'findings' | 'data'>,
  ): string {
    const { action, findings, data } = event;
    const host = this.shown(url.hostname);
    const message = event.message.replaceAll(url.hostname, host);
    const { id } = this.#options.audit.append({
      kind: 'egress',
      source: 'egress',
      server: host,
      method,
      identity: agent,
      ...event,
      message,
    });
    if (action === 'warn' || action === 'strip' || action === 'block') {
      const rule = findings?.[0]?.rule ?? (typeof data?.['rule'] === 'string' ? data['rule'] : '');
      this.#options.onEvent({ action, reason: message, host, agent, rule, eventId: id });
    }
    return id;
  }
}

/** In the words that clients of Pipelock know. */
function reasonOf({ findings, decisive }: Verdict, part: Part): string {
  const first = decisive ?? findings[0];
  if (!first) return 'accepted findings';
  const titles = [
    ...new Set(findings.filter(({ category }) => category === first.category).map(({ title }) => title)),
  ].slice(0, 5);
  const isAnswer = part.startsWith('response');
  if (first.category === 'prompt-injection')
    return `response contains prompt injection: ${titles.join(', ')}`;
  if (first.category === 'credential-leak') {
    const where = isAnswer
      ? ' in the response'
      : part === 'url'
        ? ''
        : part === 'request-body'
          ? ' in the request body'
          : ' in the request headers';
    return `DLP match${where}: ${first.title} (${first.severity})`;
  }
  return `${isAnswer ? 'response' : 'request'} refused: ${titles.join(', ')}`;
}

function unrecorded(error: unknown): Refusal {
  if (!AuditError.isInstance(error)) throw error;
  return {
    status: 503,
    rule: 'audit-unavailable',
    reason: 'the audit log cannot be written, and nothing is let through that cannot be recorded',
    hint: 'Repair the folder of the audit log and ask again.',
  };
}
