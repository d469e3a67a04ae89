import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex, Readable } from 'node:stream';
import type { Finding, KnownSecrets, ScanOptions } from '@sallyport/scanner';
import type { EgressSettings } from '@sallyport/guard';
import type { BodySource } from './content/body-source.js';

/** By which door a request came. */
export type Door =
  /** `GET /fetch?url=…` */
  | 'fetch'
  /** An absolute URI in the request line. */
  | 'forward'
  /** `CONNECT`, looked at from outside only. */
  | 'tunnel'
  /** Inside a tunnel whose TLS is intercepted. */
  | 'intercepted'
  /** `POST /api/v1/scan`: asked about, not sent. */
  | 'api';

/** One request on its way out, as far as it is known. It holds nothing of its content. */
export interface Exchange {
  readonly door: Door;
  /** Who asks, as it says itself; `anonymous` where it does not. */
  readonly agent: string;
  readonly method: string;
  /** In its canonical form. */
  readonly url: URL;
}

/** Why something does not pass. It holds nothing of the content. */
export interface Refusal {
  /** The HTTP status: 400, 403, 413, 429, 431, 502 or 503. */
  readonly status: number;
  /** The id of the scanner's rule, or of a rule of the egress proxy (`url-blocklist`, `ssrf`, `tls-upstream`, …). */
  readonly rule: string;
  /** One sentence for a person, such as `DLP match: Anthropic API key (critical)`. */
  readonly reason: string;
  /** What to do next. */
  readonly hint: string;
  /** The audit event; absent only where the log could not be written. */
  readonly eventId?: string;
}

/** Which part of an exchange findings are about. */
export type Part =
  'url' | 'request-headers' | 'request-body' | 'response-headers' | 'response-body' | 'upstream';

/** What is done about findings. A block and a strip are in the audit log before this exists. */
export type Judgement =
  | { readonly action: 'allow' | 'warn' }
  /** Take these out; call {@link Judge.refuse} where that cannot be done. */
  | { readonly action: 'strip'; readonly findings: readonly Finding[] }
  | { readonly action: 'block'; readonly refusal: Refusal };

/** Decides about what was found, by the configuration, and records it. Fails closed where the log cannot be written. */
export interface Judge {
  /** Takes into account to whom a key may go: a provider's key in a request to the provider's own host is no leak. */
  judge(findings: readonly Finding[], part: Part, exchange: Exchange): Judgement;
  /** Records a refusal that no finding of the scanner stands for, such as a body that cannot be decoded. */
  refuse(what: Omit<Refusal, 'eventId'>, part: Part, exchange: Exchange): Refusal;
  /** Records what is told and let through. */
  warn(what: { readonly rule: string; readonly reason: string }, part: Part, exchange: Exchange): void;
}

/** Opens TCP connections to where agents may go. */
export interface Dialer {
  /**
   * Resolves the host once, checks every address that comes back, and connects to one that was checked.
   * @throws {DialError} which says what to answer.
   */
  connect(target: {
    readonly host: string;
    readonly port: number;
    readonly signal?: AbortSignal;
  }): Promise<Socket>;
}

/** What the parts of the egress proxy share. It is replaced as a whole when the configuration is read anew. */
export interface EgressContext {
  readonly settings: EgressSettings;
  readonly judge: Judge;
  readonly dialer: Dialer;
  /** Opens verified TLS over the dialer; from `egress/tls`. */
  readonly secure: SecureDialer;
  readonly bodies: BodyInspector;
  readonly knownSecrets: KnownSecrets;
  /** What every scan is told besides the direction: protected values, and the configuration's own rules. */
  readonly scan: Omit<ScanOptions, 'direction'>;
  readonly meters: Meters;
  /** Tells on standard error. Never anything secret. */
  readonly note: (text: string) => void;
}

/** Counters for `/metrics` and `/stats`. */
export interface Meters {
  count(name: MeterName, labels?: Readonly<Record<string, string>>, amount?: number): void;
  /** Seconds. */
  observe(name: 'request_duration_seconds' | 'handshake_seconds', seconds: number): void;
  /** +1 where something begins, -1 where it ends. */
  gauge(name: 'open_tunnels' | 'open_requests', change: 1 | -1): void;
}

export type MeterName =
  | 'requests_total'
  | 'blocks_total'
  | 'findings_total'
  | 'tunnels_total'
  | 'intercepted_total'
  | 'leaf_certificates_total'
  | 'tls_failures_total'
  | 'bytes_total';

/** `egress/tls`: TLS to upstreams, verified in every mode (chain, name, validity, revocation). */
export interface SecureDialer {
  /**
   * @param alpn what is offered; the socket's `alpnProtocol` says what was chosen.
   * @throws {DialError} with status 502 and the rule `tls-upstream`, saying what is wrong with the certificate.
   */
  connect(target: {
    readonly host: string;
    readonly port: number;
    readonly alpn: readonly ('h2' | 'http/1.1')[];
    readonly signal?: AbortSignal;
  }): Promise<Socket & { readonly alpnProtocol?: string | false | null }>;
}

/** `egress/tls`: takes over a tunnel whose `CONNECT` was answered with 200 already. */
export type InterceptTunnel = (tunnel: {
  readonly client: Duplex;
  /** What the client sent so far: the beginning of its ClientHello. */
  readonly head: Buffer;
  readonly host: string;
  readonly port: number;
  readonly agent: string;
  readonly context: EgressContext;
  /** Handles each request within, of HTTP/1.1 or of h2's compatibility API; Host = CONNECT host is checked by it. */
  readonly handle: ExchangeHandler;
  /** Handles an upgrade (WebSocket) within, of HTTP/1.1. */
  readonly upgrade: UpgradeHandler;
}) => Promise<void>;

/** The same for a request that asks for another protocol. */
export type UpgradeHandler = (
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  to: { readonly door: 'forward' | 'intercepted'; readonly origin: URL; readonly agent: string },
) => Promise<void>;

/** What the pipeline of a forwarded request needs besides the request: `egress/exchange` has it. */
export type ExchangeHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  to: { readonly door: 'forward' | 'intercepted'; readonly origin: URL; readonly agent: string },
) => Promise<void>;

/** `egress/content`: reads bodies, decodes and scans them, and asks the {@link Judge}. */
export interface BodyInspector {
  /**
   * Reads a request's body whole (up to its limit) and gives what may be sent. `body` is the client's; its bytes are
   * those of the wire, still compressed where `content-encoding` says so.
   */
  request(body: BodySource, headers: IncomingHttpHeaders, exchange: Exchange): Promise<BodyOutcome>;
  /** The same for a response. Text is read whole and scanned; events are passed on one by one; binaries stream. */
  response(
    body: BodySource,
    status: number,
    headers: IncomingHttpHeaders,
    exchange: Exchange,
  ): Promise<BodyOutcome>;
  /** Looks at what a WebSocket carries one way; undefined where bodies of that way are not looked at. */
  messages(part: 'request-body' | 'response-body', exchange: Exchange): MessageInspector | undefined;
}

/** Looks at the messages of one direction of a WebSocket, one after the other. */
export interface MessageInspector {
  look(message: Buffer, isText: boolean): Promise<MessageOutcome>;
}

/** What becomes of a message. What is refused, or was replaced, is in the audit log. */
export type MessageOutcome =
  | { readonly kind: 'pass' }
  | { readonly kind: 'replaced'; readonly bytes: Buffer; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** What may be passed on. */
export type BodyOutcome =
  /** `headers` are those given, with what changed (`content-length`, and `content-encoding` where it was stripped). */
  | { readonly kind: 'whole'; readonly bytes: Buffer; readonly headers: IncomingHttpHeaders }
  /** It may end early, where an event in it is blocked: the stream is then destroyed with a {@link DialError}. */
  | { readonly kind: 'stream'; readonly stream: Readable; readonly headers: IncomingHttpHeaders }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** A connection that is not made, or not kept, and what the client is told. */
export class DialError extends Error {
  readonly refusal: Omit<Refusal, 'eventId'>;

  constructor(refusal: Omit<Refusal, 'eventId'>, options?: ErrorOptions) {
    super(refusal.reason, options);
    this.name = 'DialError';
    this.refusal = refusal;
  }

  static isInstance(error: unknown): error is DialError {
    return error instanceof DialError;
  }
}
