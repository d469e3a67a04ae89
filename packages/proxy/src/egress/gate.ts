import type { IncomingHttpHeaders } from 'node:http';
import type { EgressSettings } from '@sallyport/guard';
import { scanMessage, type Finding, type ScanOptions } from '@sallyport/scanner';
import { CleanTexts } from './policy/clean-texts.js';
import type { PolicyJudge } from './policy/judge.js';
import type { UseMeter } from './policy/meter.js';
import { ownValues, withoutSessions } from './policy/own-credentials.js';
import { onlyRecords } from './policy/policies.js';
import type { Exchange, Refusal } from './types.js';
import type { UrlRules } from './url/check-url.js';
import { urlParts } from './url/url-parts.js';

/** What a gate decides by. */
export interface GateOptions {
  readonly settings: EgressSettings;
  readonly rules: UrlRules;
  readonly judge: PolicyJudge;
  readonly scan: Omit<ScanOptions, 'direction'>;
  readonly meter: UseMeter;
}

/** What every request must pass before anything is sent: lists, the address, rates, credentials in address and headers. */
export class Gate {
  readonly #options: GateOptions;
  readonly #clean = new CleanTexts();
  readonly #sensitive: ReadonlySet<string>;
  readonly #ignored: ReadonlySet<string>;

  constructor(options: GateOptions) {
    this.#options = options;
    const { sensitiveHeaders, ignoreHeaders } = options.settings.requests;
    this.#sensitive = new Set(sensitiveHeaders);
    this.#ignored = new Set([...hopHeaders, ...ignoreHeaders]);
  }

  /** Why the address may not be asked for; undefined where it may. Counts the request. */
  address(exchange: Exchange): Refusal | undefined {
    // What is secret is known first, so that nothing that follows writes it down.
    return this.#byContent(exchange) ?? this.#byRules(exchange) ?? this.#byUse(exchange);
  }

  /** Why the headers may not be sent. */
  requestHeaders(headers: IncomingHttpHeaders, exchange: Exchange): Refusal | undefined {
    const { scanHeaders, headerMode } = this.#options.settings.requests;
    if (!scanHeaders) return undefined;
    const looked: Record<string, string> = {};
    for (const [name, value] of Object.entries(headers)) {
      if (value === undefined || this.#ignored.has(name) || name.startsWith(':')) continue;
      if (headerMode === 'sensitive' && !this.#sensitive.has(name)) continue;
      looked[name] = readable(name, String(value));
    }
    return this.#judged(looked, 'request-headers', exchange);
  }

  /** Why an answer may not be passed on, by its headers. */
  responseHeaders(headers: IncomingHttpHeaders, exchange: Exchange): Refusal | undefined {
    const looked: Record<string, string> = {};
    for (const [name, value] of Object.entries(headers)) {
      // What a server sets for itself in a cookie is its own.
      if (value === undefined || plainHeaders.has(name)) continue;
      looked[name] = String(value);
    }
    return Object.keys(looked).length === 0 ? undefined : this.#judged(looked, 'response-headers', exchange);
  }

  #byRules(exchange: Exchange): Refusal | undefined {
    const { rules, judge, settings } = this.#options;
    const refused = rules.check(exchange.url);
    if (!refused) return undefined;
    const { isFirm, ...what } = refused;
    if (isFirm || !onlyRecords(settings)) return judge.refuse(what, 'url', exchange);
    judge.warn(what, 'url', exchange);
    return undefined;
  }

  #byContent(exchange: Exchange): Refusal | undefined {
    const key = exchange.url.href;
    if (this.#clean.has(key)) return undefined;
    const findings = this.#scan(urlParts(exchange.url), 'client-to-server').filter(
      ({ category }) => category === 'credential-leak' || category === 'malformed',
    );
    if (findings.length === 0) {
      this.#clean.add(key);
      return undefined;
    }
    const isInHost = findings.some(({ pointer }) => /^\/params\/(?:host|labels)$/.test(pointer));
    if (isInHost) this.#options.judge.hide(exchange.url.hostname);
    const judgement = this.#options.judge.judge(findings, 'url', exchange);
    return judgement.action === 'block' ? judgement.refusal : undefined;
  }

  #byUse(exchange: Exchange): Refusal | undefined {
    const { meter, settings, judge } = this.#options;
    const refused = meter.request(exchange, settings);
    return refused && judge.refuse(refused, 'url', exchange);
  }

  #judged(
    headers: Readonly<Record<string, string>>,
    part: 'request-headers' | 'response-headers',
    exchange: Exchange,
  ): Refusal | undefined {
    const isAnswer = part === 'response-headers';
    const key = `${isAnswer ? '<' : '>'}${JSON.stringify(headers)}`;
    if (this.#clean.has(key)) return undefined;
    const value = isAnswer ? { headers } : { headers, own: ownValues(headers) };
    const found = this.#scan(value, isAnswer ? 'server-to-client' : 'client-to-server').filter(
      ({ category }) => category !== 'dangerous-call',
    );
    const findings = isAnswer ? found : withoutSessions(found);
    if (findings.length === 0) {
      this.#clean.add(key);
      return undefined;
    }
    const judgement = this.#options.judge.judge(findings, part, exchange);
    if (judgement.action === 'block') return judgement.refusal;
    if (judgement.action !== 'strip') return undefined;
    return this.#options.judge.refuse(
      {
        status: 403,
        rule: findings[0]?.rule ?? 'headers',
        reason: `${isAnswer ? 'response' : 'request'} headers hold what would have to be taken out of them`,
        hint: 'Headers are passed on whole or not at all.',
      },
      part,
      exchange,
    );
  }

  #scan(value: object, direction: 'client-to-server' | 'server-to-client'): Finding[] {
    const { scan } = this.#options;
    const message = direction === 'client-to-server' ? { params: value } : { result: value };
    return scanMessage(message, { ...scan, direction });
  }
}

/** `Basic` credentials with their encoding taken off, so that what is in them is read. */
function readable(name: string, value: string): string {
  const [, encoded] = /^basic\s+([\w+/=-]+)$/i.exec(value) ?? [];
  if (encoded === undefined || !name.endsWith('authorization')) return value;
  return `${value} ${Buffer.from(encoded, 'base64').toString('utf8')}`;
}

/** Headers that are between two neighbours, or that every request has. */
const hopHeaders = [
  'host',
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'proxy-connection',
  'x-pipelock-agent',
  'x-sallyport-agent',
  'sec-websocket-key',
  'sec-websocket-version',
  'accept-encoding',
];

/** Headers of answers that no reader of the answer is told of, or that hold no words. */
const plainHeaders = new Set([
  ...hopHeaders,
  'accept-ranges',
  'age',
  'alt-svc',
  'cache-control',
  'content-encoding',
  'content-range',
  'content-type',
  'date',
  'etag',
  'expires',
  'last-modified',
  'server',
  'set-cookie',
  'strict-transport-security',
  'vary',
  'sec-websocket-accept',
]);
