import { describe, expect, it } from 'vitest';
import { presetConfig, presetNames } from '../../src/index.js';
import { parseConfig } from '../../src/config/index.js';

function egressOf(text: string) {
  const parsed = parseConfig(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config.egress;
}

describe('the sections of sallyport run', () => {
  it('are those of Pipelock, with its defaults', () => {
    const egress = egressOf('version: 1\n');
    expect(egress).toMatchObject({
      mode: 'balanced',
      listen: '127.0.0.1:8888',
      fetch: { timeout: 30_000, maxResponseBytes: 10 * 1024 * 1024 },
      url: { maxLength: 2048, entropy: 4.5, subdomainEntropy: 4 },
      forward: { isEnabled: false, tunnelTime: 300_000, idleTime: 120_000, checkServerName: true },
      tls: { isEnabled: false, leafTime: 86_400_000, maxResponseBytes: 5 * 1024 * 1024 },
    });
  });

  it('take what a file says', () => {
    const egress = egressOf(`mode: strict
api_allowlist: ["*.example.com", api.openai.com]
ssrf: { ip_allowlist: [127.0.0.0/8, "::1"] }
internal: [203.0.113.0/24]
fetch_proxy: { listen: "0.0.0.0:9", monitoring: { max_requests_per_minute: 0, blocklist: [] } }
forward_proxy: { enabled: true, ports: ["443", "9443"] }
tls_interception: { enabled: true, cert_ttl: 1h30m, passthrough_domains: [registry.npmjs.org] }
request_body_scanning: { action: block, sensitive_headers: [X-Mine] }
scan_api: { auth: { bearer_tokens: [0123456789abcdef] } }
`);
    expect(egress).toMatchObject({
      mode: 'strict',
      allowlist: ['*.example.com', 'api.openai.com'],
      ssrfAllowlist: ['127.0.0.0/8', '::1'],
      blocklist: [],
      rates: { fetchesPerMinute: 0 },
      forward: { isEnabled: true, ports: [443, 9443] },
      tls: { isEnabled: true, leafTime: 5_400_000, passthrough: ['registry.npmjs.org'] },
      requests: { action: 'block', sensitiveHeaders: ['x-mine'] },
    });
    expect(JSON.stringify(egress)).not.toContain('0123456789abcdef');
    expect(egress.apiTokenHashes).toHaveLength(1);
  });

  it.each([
    ['ssrf: { ip_allowlist: [10.0.0.0/33] }', 'A network'],
    ['ssrf: { ip_allowlist: [example.com] }', 'A network'],
    ['api_allowlist: ["https://example.com/"]', 'A host'],
    ['api_allowlist: ["*.com"]', 'A host'],
    ['forward_proxy: { ports: ["0"] }', 'A port'],
    ['tls_interception: { cert_ttl: soon }', 'A time'],
    ['scan_api: { auth: { bearer_tokens: [short] } }', '16 characters'],
    ['fetch_proxy: { listen: nowhere }', '127.0.0.1:8888'],
  ])('refuse %s', (text, said) => {
    const parsed = parseConfig(text);
    expect(parsed.ok ? '' : parsed.problems[0]?.message).toContain(said);
  });

  it('only record in the preset audit, and with enforce: false', () => {
    expect(presetNames.filter((name) => presetConfig(name).egress.mode === 'audit')).toEqual(['audit']);
    expect(egressOf('enforce: false\n').mode).toBe('audit');
  });
});
