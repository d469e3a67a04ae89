import type { IncomingMessage, ServerResponse } from 'node:http';
import { rules } from '@sallyport/scanner';
import type { KillSwitch } from '../relay/kill-switch.js';
import { agentName } from './agent-name.js';
import { answerScan } from './api/scan.js';
import { answerFetch, sendJson } from './fetch/endpoint.js';
import { framingFault } from './forward/framing.js';
import { malformed } from './forward/exchange.js';
import type { EgressState } from './state.js';
import type { Exchange } from './types.js';

/** What the port knows besides its configuration. */
export interface LocalOptions {
  readonly killSwitch: KillSwitch;
  readonly version: string;
  readonly servesMetrics: boolean;
}

const dlpPatterns = rules.filter(({ category }) => category === 'credential-leak').length;

/** Answers what is asked of the proxy itself. */
export async function answerLocal(
  state: EgressState,
  options: LocalOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path] = (request.url ?? '').split('?');
  if (path === '/health') return answerHealth(state, options, response);
  if (options.servesMetrics && answerMetrics(state, request, response)) return undefined;
  if (path !== '/fetch' && path !== '/api/v1/scan') {
    return sendJson(response, 404, {
      error:
        'there is /fetch, /health, /stats, /metrics and /api/v1/scan; to use this as a proxy, set HTTP_PROXY and HTTPS_PROXY',
    });
  }
  const agent = agentName(request.headers, state.settings.defaultAgent);
  const exchange: Exchange = {
    door: path === '/fetch' ? 'fetch' : 'api',
    agent,
    method: request.method ?? 'GET',
    url: new URL('http://invalid./'),
  };
  const blocked = (status: number, rule: string, reason: string, hint: string): void => {
    const refusal = state.judge.refuse({ status, rule, reason, hint }, 'url', exchange);
    sendJson(response, status, { url: '', agent, blocked: true, block_reason: reason, hint }, refusal);
  };
  const framing = framingFault(request);
  if (framing !== undefined) {
    const { status, rule, reason, hint } = malformed(`the request is not answered: ${framing}`);
    response.setHeader('connection', 'close');
    return blocked(status, rule, reason, hint);
  }
  // A page in a browser of this machine may call here, with the rights of nobody who meant it.
  if (request.headers.origin !== undefined || request.headers['sec-fetch-site'] === 'cross-site') {
    return blocked(403, 'browser-origin', 'a page in a browser asked for this', 'Ask from a program.');
  }
  const stopped = options.killSwitch.check();
  if (stopped) {
    return blocked(503, 'kill-switch', stopped.message.replace(/^sallyport: /, ''), stopped.data.remedy);
  }
  return path === '/fetch' ? answerFetch(state, request, response) : answerScan(state, request, response);
}

function answerHealth(
  { settings, stats }: EgressState,
  { version, killSwitch }: LocalOptions,
  response: ServerResponse,
): void {
  const { mode, requests, rates, forward, tls } = settings;
  sendJson(response, 200, {
    status: 'healthy',
    version,
    mode,
    uptime_seconds: stats.uptime,
    dlp_patterns: dlpPatterns,
    response_scan_enabled: true,
    git_protection_enabled: false,
    rate_limit_enabled: rates.fetchesPerMinute > 0 || rates.requestsPerMinute > 0,
    forward_proxy_enabled: forward.isEnabled,
    websocket_proxy_enabled: forward.isEnabled && forward.webSockets,
    request_body_scan_enabled: requests.scanBodies,
    tls_interception_enabled: tls.isEnabled,
    kill_switch_active: killSwitch.check() !== undefined,
  });
}

/** Answers `/metrics` and `/stats`; false for anything else. */
export function answerMetrics(
  state: EgressState,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const [path] = (request.url ?? '').split('?');
  if (path === '/stats') {
    sendJson(response, 200, state.stats.toJSON());
    return true;
  }
  if (path !== '/metrics') return false;
  const text = state.meters.text();
  response.writeHead(200, {
    'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
  return true;
}
