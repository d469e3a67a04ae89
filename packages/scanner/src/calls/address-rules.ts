import { callRule, judged, surest, type Judgement } from './call-rule.js';
import type { HostClass } from './url/classify-host.js';
import { classifyUrl, type UrlClass } from './url/classify-url.js';

const why =
  'A server that fetches an address for a caller reaches what the caller cannot: itself, its network, its cloud.';
const references = ['CWE-918', 'T1552.005', 'OWASP-A10:2021', 'OWASP-MCP05'];

/** The rules about addresses. */
export const addressRules = {
  metadata: callRule({
    id: 'metadata-address',
    title: 'The address of a cloud’s credentials',
    severity: 'critical',
    confidence: 0.75,
    why: 'The address is the one from which a machine in a cloud reads its own credentials.',
    references,
    finds: [
      'http://169.254.169.254/latest/meta-data/iam/security-credentials/',
      'http://metadata.google.internal/computeMetadata/v1/',
      'http://[fd00:ec2::254]/latest/',
      'http://2852039166/',
      'curl -s http://100.100.100.200/latest/meta-data/',
    ],
    passes: ['https://docs.example.com/latest/meta-data', 'http://example.com/169.254.169.254'],
  }),
  internal: callRule({
    id: 'internal-address',
    title: 'An address of the inner network',
    severity: 'high',
    why,
    references,
    finds: [
      'http://10.0.0.5/admin',
      'http://192.168.1.1/',
      'http://127.0.0.1:2375/containers/json',
      'http://kubernetes.default.svc/api',
      'http://[fe80::1]/',
    ],
    passes: [
      'http://localhost:3000/health',
      'https://example.com/',
      'http://127.0.0.1:8080/',
      'https://8.8.8.8/dns-query',
    ],
  }),
  disguised: callRule({
    id: 'disguised-address',
    title: 'An inner address in disguise',
    severity: 'critical',
    confidence: 0.75,
    why: `${why} It is written so that a list of addresses does not know it, or so that two readers do not agree on the host.`,
    references,
    finds: [
      'http://2130706433/',
      'http://0x7f.0.0.1/',
      'http://[::ffff:10.0.0.1]/',
      'http://127.0.0.1.nip.io/',
      'http://good.example\\@127.0.0.1/',
      'https://accounts.example.com@203.0.113.9/login',
    ],
    passes: ['https://user@example.com/', 'http://example.nip.io/', 'http://134744072/'],
  }),
  scheme: callRule({
    id: 'dangerous-scheme',
    title: 'A URL that is not of the web',
    severity: 'high',
    why: 'Such a URL makes whoever fetches it read files, speak to other services or run something.',
    references: ['CWE-918', 'CWE-73'],
    finds: [
      'gopher://127.0.0.1:6379/_FLUSHALL',
      'php://filter/convert.base64-encode/resource=index.php',
      'dict://10.0.0.1:11211/stat',
      'jar:http://x.example/a.jar!/',
    ],
    passes: ['https://example.com', 'mailto:ada@example.com', 'data:text/plain,hello', 'note: see below'],
  }),
} as const;

/** What one address means. */
export interface AddressFinding {
  rule: keyof typeof addressRules;
  judgement: Judgement;
}

const inner = new Set(['loopback', 'private', 'link-local', 'unspecified', 'metadata']);
/** Ports of services that take orders from whoever reaches them. */
const servicePorts = new Set([
  21, 22, 23, 25, 111, 135, 139, 389, 445, 873, 1433, 1521, 2049, 2181, 2375, 2376, 2379, 3306, 3389, 4001,
  4243, 5432, 5601, 5900, 5984, 5985, 6379, 6443, 7001, 8500, 9042, 9200, 9300, 10_250, 10_255, 11_211,
  27_017, 50_070,
]);

/** Judges the address that an argument is for, or that a command fetches (there, developers reach for themselves). */
export function judgeUrl(text: string, isFetchedByCommand: boolean): AddressFinding[] {
  const url = classifyUrl(text);
  if (!url) return [];
  const findings: AddressFinding[] = [];
  if (url.host) findings.push(...judgeHost(url.host, url, isFetchedByCommand));
  if (url.ambiguous && inner.has(url.ambiguous.kind)) {
    findings.push({
      rule: 'disguised',
      judgement: { confidence: 0.88, does: 'names two hosts, and one of them is within' },
    });
  }
  const userinfo = /^[a-z]+:[\\/]*([^@/\\?#]+)@/i.exec(text)?.[1];
  if (
    userinfo !== undefined &&
    /^[\w-]+(?:\.[\w-]+)+(?:%\w\w|$|:\d+$)/.test(userinfo) &&
    url.host?.kind !== 'invalid'
  ) {
    findings.push({
      rule: 'disguised',
      judgement: { confidence: 0.78, does: 'shows one host and goes to another' },
    });
  }
  if (url.schemeHarm === 'much')
    findings.push({ rule: 'scheme', judgement: { confidence: 0.86, does: `has the scheme ${url.scheme}` } });
  else if (url.schemeHarm === 'some')
    findings.push({ rule: 'scheme', judgement: { confidence: 0.4, does: `has the scheme ${url.scheme}` } });
  findings.push(...judgeParameters(url));
  return findings;
}

/** Judges a host by itself, as in the arguments of a scanner or a client of databases. */
export function judgeBareHost(host: HostClass): AddressFinding[] {
  if (host.kind === 'metadata')
    return [
      {
        rule: 'metadata',
        judgement: { confidence: 0.9, does: 'is where a cloud keeps the credentials of its machines' },
      },
    ];
  if (host.disguise !== undefined && inner.has(host.kind) && host.disguise !== 'written as one number') {
    return [
      { rule: 'disguised', judgement: { confidence: 0.8, does: `is an inner address ${host.disguise}` } },
    ];
  }
  return [];
}

function judgeHost(host: HostClass, { port, path }: UrlClass, isFetchedByCommand: boolean): AddressFinding[] {
  const at = host.address ?? host.host;
  const found: AddressFinding[] = [];
  if (host.disguise !== undefined && inner.has(host.kind)) {
    const isZero = host.kind === 'unspecified';
    found.push({
      rule: 'disguised',
      judgement: { confidence: isZero ? 0.74 : 0.88, does: `is ${at}, ${host.disguise}` },
    });
  }
  if (host.kind === 'metadata')
    found.push({ rule: 'metadata', judgement: { confidence: 0.93, does: `is ${at}` } });
  const isService = port !== undefined && servicePorts.has(port);
  const less = isFetchedByCommand ? 0.26 : 0;
  const cluster =
    /^(?:kubernetes\.default|.*\.svc(?:\.cluster\.local)?$|host\.docker\.internal$|gateway\.docker\.internal$)/.test(
      host.host,
    );
  const judgement = surest(
    judged(host.kind === 'private', 0.76 - less, `is ${at}, of the inner network`),
    judged(host.kind === 'link-local', 0.8 - less, `is ${at}, of this very link`),
    judged(host.kind === 'loopback' || host.kind === 'unspecified', 0.5 - less, `is the machine itself`),
    judged(
      (host.kind === 'loopback' || host.kind === 'unspecified') && isService,
      0.76 - less / 2,
      `is a service of the machine itself`,
    ),
    judged(
      (host.kind === 'loopback' || host.kind === 'unspecified') &&
        /^\/(?:\.env|server-status|actuator|metrics\/cadvisor|debug\/pprof|containers\/json|v1\/agent|_cat|solr|jmx)/.test(
          path,
        ),
      0.74,
      `is the inside of a service of the machine itself`,
    ),
    judged(
      host.kind === 'local-name',
      cluster && !host.host.includes('docker') ? 0.76 - less : 0.45,
      `is a name that only the inner network knows`,
    ),
  );
  if (judgement) found.push({ rule: 'internal', judgement });
  return found;
}

/** Addresses in the parameters of another: an open redirect, or a fetcher elsewhere. */
function judgeParameters({ path }: UrlClass): AddressFinding[] {
  const found: AddressFinding[] = [];
  const parameters = /[=/]((?:https?|gopher|file|dict)(?::|%3a)(?:\/|%2f){2}[^&#\s]{1,300})/gi;
  let count = 0;
  for (const [, value = ''] of path.matchAll(parameters)) {
    if (++count > 4) break;
    let text = value;
    try {
      text = decodeURIComponent(value);
    } catch {
      // A stray percent sign: the text is read as it stands.
    }
    const host = classifyUrl(text)?.host;
    if (host && (host.kind === 'metadata' || (host.disguise !== undefined && inner.has(host.kind)))) {
      found.push({
        rule: host.kind === 'metadata' ? 'metadata' : 'disguised',
        judgement: { confidence: 0.8, does: `asks for ${host.address ?? host.host} in a parameter` },
      });
    }
  }
  return found;
}
