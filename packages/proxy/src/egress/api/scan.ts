import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { decide, type Policy } from '@sallyport/guard';
import { parseMessage, scanMessage, scanText, type Finding } from '@sallyport/scanner';
import { agentName } from '../agent-name.js';
import { sendJson } from '../fetch/endpoint.js';
import { egressLimits } from '../limits.js';
import type { EgressState } from '../state.js';
import { readUrl } from '../url/read-url.js';

/** From which sureness on something is denied. */
const sure = 0.7;

const kinds = ['url', 'dlp', 'prompt_injection', 'tool_call'] as const;
type Kind = (typeof kinds)[number];

/** A request to the scan API, checked. */
interface Asked {
  readonly kind: Kind;
  readonly input: Readonly<Record<string, unknown>>;
}

/** One finding as the API gives it. It holds nothing of what was found. */
interface ApiFinding {
  readonly rule_id: string;
  readonly title: string;
  readonly category: string;
  readonly severity: string;
  readonly confidence: number;
  readonly pointer: string;
  readonly message: string;
  readonly remedy: string;
}

/**
 * `POST /api/v1/scan` with `{kind, input}`: decides about something that is not sent through here. 200 with
 * `{decision: allow|deny, findings}`; 400, 401, 404, 405, 413 or 429 with `{error}`.
 */
export async function answerScan(
  state: EgressState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { settings } = state;
  const no = (status: number, error: string): void => {
    state.meters.count('requests_total', { door: 'api', result: 'failed', agent: 'api' });
    if (status === 401) response.setHeader('www-authenticate', 'Bearer');
    if (!request.complete) response.setHeader('connection', 'close');
    sendJson(response, status, { error });
    if (!request.complete) request.resume();
  };
  if (settings.apiTokenHashes.length === 0)
    return no(404, 'the scan API is off: give scan_api.auth.bearer_tokens');
  if (request.method !== 'POST') return no(405, 'only POST is answered');
  if (!isKnown(request.headers.authorization, settings.apiTokenHashes))
    return no(401, 'a bearer token is needed');
  if (!state.apiMeter.take(request.socket.remoteAddress ?? ''))
    return no(429, 'too many requests; wait a minute');
  const text = await boundedText(request);
  if (text === undefined) return no(413, `a request has at most ${egressLimits.apiBytes} bytes`);
  const asked = read(text);
  if (typeof asked === 'string') return no(400, asked);
  const agent = agentName(request.headers, settings.defaultAgent);
  const exchange = { door: 'api', agent, method: 'SCAN', url: new URL('https://api.invalid./') } as const;
  const found = findingsOf(state, asked);
  if (typeof found === 'string') return no(400, found);
  const { action } = decide(found.findings, strictly(state, asked.kind), { now: Date.now() });
  const isDenied = action === 'block' || action === 'strip' || action === 'ask' || found.faults.length > 0;
  const findings = [...found.faults, ...found.findings.map(shown)];
  if (isDenied) {
    const rule = findings[0]?.rule_id ?? 'policy';
    const why = { status: 403, rule, reason: `asked about ${asked.kind}: denied by ${rule}`, hint: '' };
    state.judge.refuse(why, 'url', exchange);
  }
  state.meters.count('requests_total', {
    door: 'api',
    result: isDenied ? 'blocked' : 'allowed',
    agent: 'api',
  });
  return sendJson(response, 200, { kind: asked.kind, decision: isDenied ? 'deny' : 'allow', findings });
}

/** What is sure is denied, whatever the mode: who asks wants to know. Accepted findings stay accepted. */
function strictly({ config: { policy } }: EgressState, kind: Kind): Policy {
  const steps = [{ action: 'block', threshold: sure }] as const;
  return {
    ...policy,
    overrides: [],
    categories: {
      'credential-leak': steps,
      'prompt-injection': kind === 'prompt_injection' ? steps : [],
      'tool-poisoning': steps,
      'rug-pull': steps,
      'dangerous-call': steps,
      'data-flow': steps,
      malformed: steps,
    },
  };
}

function findingsOf(
  state: EgressState,
  { kind, input }: Asked,
): { findings: Finding[]; faults: ApiFinding[] } | string {
  const { scan } = state;
  if (kind === 'url') {
    const url = input['url'];
    if (typeof url !== 'string') return 'input.url is missing';
    return urlFindings(state, url);
  }
  if (kind === 'tool_call') {
    const { tool_name: name, arguments: args = {} } = input;
    if (typeof name !== 'string') return 'input.tool_name is missing';
    const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } };
    return { findings: scanMessage(call, { ...scan, direction: 'client-to-server' }), faults: [] };
  }
  const text = input['text'] ?? input['content'];
  if (typeof text !== 'string') return 'input.text is missing';
  const direction = kind === 'dlp' ? 'client-to-server' : 'server-to-client';
  const category = kind === 'dlp' ? 'credential-leak' : 'prompt-injection';
  return {
    findings: scanText(text, { ...scan, direction, categories: [category], surface: 'result' }),
    faults: [],
  };
}

function urlFindings(
  { rules, scan }: EgressState,
  text: string,
): { findings: Finding[]; faults: ApiFinding[] } {
  const read = readUrl(text);
  const refused = read.ok ? rules.check(read.url) : read.fault;
  const leaks = scanText(text, {
    ...scan,
    direction: 'client-to-server',
    categories: ['credential-leak'],
    surface: 'result',
  });
  return {
    findings: leaks,
    faults: refused
      ? [
          {
            rule_id: refused.rule,
            title: 'Address',
            category: 'address',
            severity: 'high',
            confidence: 1,
            pointer: '',
            // The host may be what holds the secret.
            message: leaks.length > 0 ? 'the address is refused' : refused.reason,
            remedy: refused.hint,
          },
        ]
      : [],
  };
}

function shown({ rule, title, category, severity, confidence, pointer, why, remedy }: Finding): ApiFinding {
  return { rule_id: rule, title, category, severity, confidence, pointer, message: why, remedy };
}

function read(text: string): Asked | string {
  const parsed = parseMessage(text, { direction: 'client-to-server' });
  if (!parsed.ok) return 'the body is not JSON, or has a member twice';
  const { message } = parsed;
  if (!isRecord(message)) return 'the body is an object: {"kind": …, "input": {…}}';
  const kind = kinds.find((known) => known === message['kind']);
  if (kind === undefined) return `kind is one of ${kinds.join(', ')}`;
  const { input } = message;
  return isRecord(input) ? { kind, input } : 'input is an object';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKnown(header: string | undefined, hashes: readonly string[]): boolean {
  const [, token] = /^Bearer ([\w.~+/=-]+)$/i.exec(header ?? '') ?? [];
  if (token === undefined) return false;
  const given = createHash('sha256').update(token).digest();
  return hashes.some((hash) => timingSafeEqual(given, Buffer.from(hash, 'hex')));
}

async function boundedText(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > egressLimits.apiBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
