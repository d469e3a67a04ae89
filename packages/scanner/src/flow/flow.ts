import { ScanBudget } from '../budget.js';
import { withoutTrailing } from '../calls/text/order.js';
import { KnownSecretStream } from '../known-secrets/stream.js';
import type { KnownSecrets } from '../known-secrets/known-secrets.js';
import { flowLimits, limits } from '../limits.js';
import { Collector } from '../match/collector.js';
import { entropyOf } from '../match/entropy.js';
import type { ComputedRule } from '../rule.js';
import { scanMessage } from '../scan.js';
import type { Direction, Finding } from '../types.js';
import { visitViews } from '../views/make-views.js';
import { formatPointer } from '../walk/pointer.js';
import type { VisitedString } from '../walk/visited-string.js';
import { walkStrings } from '../walk/walk.js';
import { Chains } from './chains.js';
import { effectsOf, type Effects } from './effects.js';
import { Fingerprints, lettersOf, type Source } from './fingerprints.js';
import { flowRules } from './flow-rules.js';

/** What {@link createFlow} needs. */
export interface FlowOptions {
  /** Random bytes, 16 or more: marks of values mean nothing without them. */
  salt: Uint8Array;
  /** Secrets to find when they are split over calls. */
  knownSecrets?: KnownSecrets;
}

/** What is told with each message. */
export interface FlowContext {
  direction: Direction;
  server: string;
  /** The tool, where the message does not name it (a result). */
  tool?: string;
  /** Milliseconds; never less than before. */
  now: number;
  /** What {@link scanMessage} found in this very message; looked for where it is missing. */
  findings?: readonly Finding[];
}

/** The memory of one session: what its tools returned, and what its calls did. */
export interface Flow {
  /**
   * Takes a message down, in the order in which they pass, and tells what it means together with those before. Findings
   * have the category `data-flow`. Never throws for any JSON value.
   */
  observe(message: unknown, context: FlowContext): Finding[];
  /** How many marks are kept, for those who watch memory. */
  readonly size: number;
}

/**
 * The memory of one session over all its servers. Bounded by `flowLimits`; no text of a result is kept, only salted
 * marks of it.
 * @throws {RangeError} for a salt of less than 16 bytes.
 */
export function createFlow(options: FlowOptions): Flow {
  if (options.salt.length < 16)
    throw new RangeError(`A salt has at least 16 random bytes; this one has ${options.salt.length}.`);
  return new SessionFlow(options);
}

/** Signs of an injection from here on make a text doubtful; more than enough of them keeps it from the session. */
const doubtful = 0.3;
const sure = 0.7;
const address = /https?:\/\/([a-z0-9.-]{3,120})|([a-z0-9._%+-]{1,60}@[a-z0-9.-]{3,80}\.[a-z]{2,20})/gi;
const token = /[A-Za-z0-9_+/=.-]{24,400}/g;

class SessionFlow implements Flow {
  readonly #fingerprints: Fingerprints;
  readonly #chains = new Chains();
  readonly #stream: KnownSecretStream | undefined;
  /** Calls that wait for their results: what they read. */
  readonly #pending = new Map<string, string>();
  /** Hosts and mailboxes that doubtful texts named, and when. */
  readonly #addresses = new Map<string, number>();

  constructor({ salt, knownSecrets }: FlowOptions) {
    this.#fingerprints = new Fingerprints(salt);
    this.#stream = knownSecrets && new KnownSecretStream(knownSecrets, flowLimits.memory);
  }

  get size(): number {
    return this.#fingerprints.size;
  }

  observe(message: unknown, context: FlowContext): Finding[] {
    const findings = context.findings ?? scanMessage(message, { direction: context.direction });
    this.#fingerprints.forgetBefore(context.now - flowLimits.memory);
    if (context.direction === 'server-to-client') {
      this.#remember(message, context, findings);
      return [];
    }
    return isCall(message) ? this.#judge(message, context, findings) : [];
  }

  #remember(message: unknown, { server, tool, now }: FlowContext, findings: readonly Finding[]): void {
    const key = keyOf(message, server);
    const read = key === undefined ? undefined : this.#pending.get(key);
    if (key !== undefined) this.#pending.delete(key);
    if (!isObject(message) || !isObject(message['result']) || Array.isArray(message['result']['tools']))
      return;
    const strings = stringsOf(message, 'server-to-client');
    const facts = { server, tool, time: now };
    for (const finding of findings) {
      if (finding.category !== 'credential-leak' || finding.confidence < doubtful) continue;
      const text = strings.find(({ place }) => formatPointer(place) === finding.pointer)?.text;
      if (text !== undefined)
        this.#fingerprints.add(text.slice(finding.start, finding.end), {
          ...facts,
          kind: 'credential',
          what: finding.title,
        });
    }
    const doubt = findings.find(
      ({ category, confidence }) =>
        category === 'prompt-injection' && confidence >= doubtful && confidence < sure,
    );
    let searched = 0;
    for (const { text } of strings) {
      if (read !== undefined) this.#fingerprints.add(text, { ...facts, kind: 'credential', what: read });
      if (doubt) this.#doubt(text, facts);
      searched += text.length;
      if (searched <= flowLimits.searched) this.#rememberValues(text, facts);
    }
    if (doubt)
      this.#chains.doubt(
        `a result of ${tool ?? 'a tool'} of ${server} had signs of an injection (${doubt.rule})`,
        doubt.confidence,
        now,
      );
  }

  #doubt(text: string, facts: { server: string; tool: string | undefined; time: number }): void {
    this.#fingerprints.add(text, { ...facts, kind: 'doubtful', what: 'a text with signs of an injection' });
    for (const [, host, mailbox] of text.slice(0, flowLimits.remembered).matchAll(address)) {
      const name = withoutTrailing((host ?? mailbox ?? '').toLowerCase(), '.');
      this.#addresses.delete(name);
      this.#addresses.set(name, facts.time);
      const [oldest] = this.#addresses.keys();
      if (this.#addresses.size > flowLimits.addresses && oldest !== undefined) this.#addresses.delete(oldest);
    }
  }

  #rememberValues(text: string, facts: { server: string; tool: string | undefined; time: number }): void {
    let count = 0;
    for (const [value] of text.matchAll(token)) {
      if (count >= 32) return;
      const isDistinctive =
        /\d/.test(value) &&
        /[A-Za-z]/.test(value) &&
        lettersOf(value).length >= flowLimits.distinctive &&
        entropyOf(value) >= 3.6;
      if (!isDistinctive || /^https?[:/]/.test(value)) continue;
      count++;
      this.#fingerprints.add(value, { ...facts, kind: 'value', what: 'a distinctive value' });
    }
  }

  #judge(message: Json, context: FlowContext, findings: readonly Finding[]): Finding[] {
    const { server, now } = context;
    const params = isObject(message['params']) ? message['params'] : {};
    const tool = typeof params['name'] === 'string' ? params['name'] : context.tool;
    const strings = stringsOf(
      { params: { arguments: params['arguments'], uri: params['uri'] } },
      'client-to-server',
    );
    const effects = effectsOf(tool, strings, findings);
    const report = new Report();
    const first = strings[0];
    for (const end of this.#chains.observe(effects, `${tool ?? 'a call'} of ${server}`, now)) {
      if (first) report.add(end.rule, end.confidence, first, `${end.how}.`);
    }
    this.#compare(strings, effects, server, report);
    this.#useAddresses(effects, now, first, report);
    for (const string of strings) {
      for (const { name, how } of this.#stream?.feed(string.text, now) ?? []) {
        report.add(flowRules.knownSecret, flowRules.knownSecret.confidence, string, `It is ${name}, ${how}.`);
      }
    }
    const key = keyOf(message, server);
    const reads = effects.readsSecrets ?? (effects.readsEnvironment ? 'the environment' : undefined);
    if (key !== undefined && reads !== undefined) {
      this.#pending.set(key, reads);
      const [oldest] = this.#pending.keys();
      if (this.#pending.size > flowLimits.pending && oldest !== undefined) this.#pending.delete(oldest);
    }
    return report.findings();
  }

  /** Looks for what was returned in what is sent, whole and in pieces, in every reading. */
  #compare(strings: readonly VisitedString[], effects: Effects, server: string, report: Report): void {
    if (this.#fingerprints.isEmpty) return;
    const seen =
      (string: VisitedString) =>
      (source: Source, inRow: number): void => {
        const judgement = judgeSource(source, inRow, effects, server);
        if (!judgement || source.isReported) return;
        source.isReported = judgement.confidence >= 0.5;
        report.add(
          judgement.rule,
          judgement.confidence,
          string,
          `It is ${source.what}, returned by ${source.tool ?? 'a tool'} of ${source.server}.`,
        );
      };
    let compared = 0;
    let joined = '';
    for (const string of strings) {
      compared += string.text.length;
      if (compared > flowLimits.compared) break;
      if (joined.length < flowLimits.decoded) joined += string.text;
      if (string.text.length < 4) continue;
      if (string.text.length > flowLimits.decoded) {
        this.#fingerprints.search(string.text, seen(string));
        continue;
      }
      this.#fingerprints.search(Array.from(string.text).reverse().join(''), seen(string));
      visitViews(
        string.text,
        new ScanBudget({
          ...limits,
          viewsPerString: 16,
          viewDepth: 2,
          viewCharacters: 4 * flowLimits.decoded,
        }),
        (view) => {
          this.#fingerprints.search(view.text, seen(string));
        },
      );
    }
    const [first] = strings;
    if (first && strings.length > 1) this.#fingerprints.search(joined, seen(first));
  }

  #useAddresses(effects: Effects, now: number, first: VisitedString | undefined, report: Report): void {
    if (!first || effects.payload < flowLimits.payload) return;
    for (const target of effects.sendsTo) {
      const time = this.#addresses.get(target);
      if (time === undefined || now - time > flowLimits.memory) continue;
      this.#addresses.delete(target);
      report.add(flowRules.addressUsed, flowRules.addressUsed.confidence, first, `It is ${target}.`);
    }
  }
}

/** What it means that a piece of a remembered text stands in the arguments of a call. */
function judgeSource(
  source: Source,
  inRow: number,
  effects: Effects,
  server: string,
): { rule: ComputedRule; confidence: number } | undefined {
  const { run } = flowLimits;
  const isKnown = inRow >= run || source.seen.size >= Math.max(2 * run, source.marks / 2);
  if (!isKnown) return undefined;
  const sends = effects.sendsTo.size > 0 || effects.publishes;
  if (source.kind === 'credential') {
    if (sends) return { rule: flowRules.secretSent, confidence: 0.95 };
    if (source.server === server) return undefined;
    return { rule: flowRules.secretSent, confidence: effects.writes.length > 0 ? 0.58 : 0.74 };
  }
  if (source.kind === 'doubtful') {
    const isLong = inRow >= 3 * run;
    return isLong && effects.programs.length > 0
      ? { rule: flowRules.doubtfulRun, confidence: flowRules.doubtfulRun.confidence }
      : undefined;
  }
  return sends && source.server !== server && effects.sendsTo.size > 0
    ? { rule: flowRules.valueSent, confidence: flowRules.valueSent.confidence }
    : undefined;
}

/** Findings about one call. */
class Report {
  readonly #collector = new Collector('client-to-server', limits);

  add(rule: ComputedRule, confidence: number, string: VisitedString, says: string): void {
    if (confidence < doubtful) return;
    const { text } = string;
    this.#collector.add(string, {
      rule,
      confidence,
      start: 0,
      end: Math.max(1, text.length),
      view: 'flow',
      seen: text,
      isSecret: true,
      why: `${rule.why} ${says}`,
    });
  }

  findings(): Finding[] {
    return this.#collector.findings();
  }
}

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCall(message: unknown): message is Json {
  return isObject(message) && (message['method'] === 'tools/call' || message['method'] === 'resources/read');
}

/** By which a result is known to answer a call. */
function keyOf(message: unknown, server: string): string | undefined {
  const id = isObject(message) ? message['id'] : undefined;
  return typeof id === 'string' || typeof id === 'number'
    ? `${server} ${typeof id} ${String(id).slice(0, 200)}`
    : undefined;
}

function stringsOf(message: unknown, direction: Direction): VisitedString[] {
  const strings: VisitedString[] = [];
  walkStrings(message, direction, limits, (string) => {
    if (string.target === 'value') strings.push(string);
  });
  return strings;
}
