import type { IncomingHttpHeaders } from 'node:http';
import type { EgressSettings } from '@sallyport/guard';
import {
  scanMessage,
  type Category,
  type Direction,
  type Finding,
  type ScanOptions,
} from '@sallyport/scanner';
import { CleanTexts } from './policy/clean-texts.js';
import type { PolicyJudge } from './policy/judge.js';
import type { UseMeter } from './policy/meter.js';
import { ownValues, withoutSessions } from './policy/own-credentials.js';
import { onlyRecords } from './policy/policies.js';
import { egressLimits } from './limits.js';
import { Recent } from './recent.js';
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
  /** Addresses that passed, by their text: with nothing to say about them, and within the rules. */
  readonly #passed = new Recent<URL>(egressLimits.cleanTexts);
  readonly #clean = new CleanTexts();
  readonly #sensitive: ReadonlySet<string>;
  readonly #ignored: ReadonlySet<string>;

  constructor(options: GateOptions) {
    this.#options = options;
    const { sensitiveHeaders, ignoreHeaders } = options.settings.requests;
    this.#sensitive = new Set(sensitiveHeaders);
    this.#ignored = new Set([...hopHeaders, ...ignoreHeaders]);
  }

  /** The address that a text is, where it passed before and need not be read again. */
  passed(text: string): URL | undefined {
    return this.#passed.get(text);
  }

  /** Why the address may not be asked for; undefined where it may. Counts the request. */
  address(exchange: Exchange): Refusal | undefined {
    const { href } = exchange.url;
    if (this.#passed.get(href) !== undefined) return this.#byUse(exchange);
    // What is secret is known first, so that nothing that follows writes it down.
    const content = this.#byContent(exchange);
    if (content !== 'clean' && content !== 'told') return content;
    const rules = this.#byRules(exchange);
    if (rules !== 'kept' && rules !== 'told') return rules;
    if (content === 'clean' && rules === 'kept' && href.length <= egressLimits.cleanCharacters)
      this.#passed.set(href, exchange.url);
    return this.#byUse(exchange);
  }

  /** Why the headers may not be sent. */
  requestHeaders(headers: IncomingHttpHeaders, exchange: Exchange): Refusal | undefined {
    const { scanHeaders, headerMode } = this.#options.settings.requests;
    if (!scanHeaders) return undefined;
    const isLooked = (name: string): boolean =>
      !this.#ignored.has(name) &&
      !name.startsWith(':') &&
      (headerMode === 'all' || this.#sensitive.has(name));
    return this.#judged(headers, isLooked, 'request-headers', exchange);
  }

  /** Why an answer may not be passed on, by its headers. */
  responseHeaders(headers: IncomingHttpHeaders, exchange: Exchange): Refusal | undefined {
    return this.#judged(headers, (name) => !plainHeaders.has(name), 'response-headers', exchange);
  }

  #byRules(exchange: Exchange): Refusal | 'kept' | 'told' {
    const { rules, judge, settings } = this.#options;
    const refused = rules.check(exchange.url);
    if (!refused) return 'kept';
    const { isFirm, ...what } = refused;
    if (isFirm || !onlyRecords(settings)) return judge.refuse(what, 'url', exchange);
    judge.warn(what, 'url', exchange);
    return 'told';
  }

  #byContent(exchange: Exchange): Refusal | 'clean' | 'told' {
    const findings = this.#scan(urlParts(exchange.url), 'client-to-server');
    if (findings.length === 0) return 'clean';
    const isInHost = findings.some(({ pointer }) => /^\/params\/(?:host|labels)$/.test(pointer));
    if (isInHost) this.#options.judge.hide(exchange.url.hostname);
    const judgement = this.#options.judge.judge(findings, 'url', exchange);
    return judgement.action === 'block' ? judgement.refusal : 'told';
  }

  #byUse(exchange: Exchange): Refusal | undefined {
    const { meter, settings, judge } = this.#options;
    const refused = meter.request(exchange, settings);
    return refused && judge.refuse(refused, 'url', exchange);
  }

  #judged(
    given: IncomingHttpHeaders,
    isLooked: (name: string) => boolean,
    part: 'request-headers' | 'response-headers',
    exchange: Exchange,
  ): Refusal | undefined {
    const isAnswer = part === 'response-headers';
    let key = isAnswer ? '<' : '>';
    for (const name in given) if (isLooked(name)) key += `\n${name}: ${String(given[name])}`;
    if (key.length === 1 || this.#clean.has(key)) return undefined;
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(given)) {
      if (value === undefined || !isLooked(name)) continue;
      headers[name] = isAnswer ? String(value) : readable(name, String(value));
    }
    const value = isAnswer ? { headers } : { headers, own: ownValues(headers) };
    const found = this.#scan(value, isAnswer ? 'server-to-client' : 'client-to-server');
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
    return scanMessage(message, { ...scan, direction, categories: asked[direction] });
  }
}

/** What addresses and headers are looked at for: what leaks on the way out, and what steers besides on the way in. */
const asked: Readonly<Record<Direction, readonly Category[]>> = {
  'client-to-server': ['credential-leak'],
  'server-to-client': ['credential-leak', 'prompt-injection'],
};

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
