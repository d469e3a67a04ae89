import type { Refusal } from '../relay/refusal.js';
import { errorCodes, refuse } from '../relay/refusal.js';

/** Codes of Node, OpenSSL and undici, and what they come to: what is wrong, and what to try. */
const faults: readonly { codes: RegExp; rule: string; what: string; remedy: string }[] = [
  {
    codes:
      /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/,
    rule: 'upstream-unreachable',
    what: 'does not answer',
    remedy: 'Check the address, and that the server runs.',
  },
  {
    codes:
      /^(?:UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT.*|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|CERT_SIGNATURE_FAILURE)$/,
    rule: 'upstream-certificate-unknown',
    what: 'shows a certificate of an authority that is not trusted',
    remedy: 'Give its authority with --ca.',
  },
  {
    codes: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    rule: 'upstream-certificate-name',
    what: 'shows a certificate for another name',
    remedy: 'Use a name that is in its certificate.',
  },
  {
    codes: /^CERT_HAS_EXPIRED$/,
    rule: 'upstream-certificate-expired',
    what: 'shows an expired certificate',
    remedy: 'Whoever runs the server must renew it.',
  },
  {
    codes: /^SALLYPORT_KEY_CHANGED$/,
    rule: 'upstream-key-changed',
    what: 'shows a certificate with another key than at the start',
    remedy: 'If the key was replaced, start again and approve the change (sallyport pins approve).',
  },
  {
    codes: /^ERR_SSL_.*ALERT.*|^ERR_SSL_TLSV1.*/,
    rule: 'upstream-refuses-certificate',
    what: 'does not accept our certificate',
    remedy: 'Give one that it accepts, with --cert and --key.',
  },
  {
    codes: /^(?:ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG|ERR_SSL_HTTP_REQUEST)$/,
    rule: 'upstream-no-tls',
    what: 'does not speak TLS',
    remedy: 'Check the address: https:// or http://, and the port.',
  },
];

/** What a failed call to the server comes to, in words that name the next step. */
export function upstreamFailure(url: URL, error: unknown): Refusal {
  const codes = codesOf(error);
  const fault = faults.find((one) => codes.some((code) => one.codes.test(code)));
  const {
    rule = 'upstream-failed',
    what = `closed the connection (${codes[0] ?? 'no reason given'})`,
    remedy = 'Look at its output; ask again.',
  } = fault ?? {};
  return upstreamRefusal(url, rule, what, remedy);
}

/** What an answer that is no answer comes to. */
export function upstreamStatus(url: URL, status: number): Refusal {
  if (status >= 300 && status < 400)
    return upstreamRefusal(
      url,
      'upstream-redirects',
      'answers with a redirect, which is not followed: credentials would go along',
      'Give the address that the server really answers on.',
    );
  const remedies: Record<number, string> = {
    401: 'Give what it asks for, with --header.',
    403: 'Give a certificate or a header that it lets in.',
    404: 'The session is over, or the path is wrong: connect anew, or check the address.',
  };
  return upstreamRefusal(
    url,
    'upstream-status',
    `answers with the status ${status}`,
    remedies[status] ?? 'Look at its output.',
  );
}

export function upstreamRefusal(url: URL, rule: string, what: string, remedy: string): Refusal {
  return refuse(errorCodes.server, {
    rule,
    title: 'Remote server',
    message: `the server at ${url.origin} ${what}`,
    remedy,
    direction: 'server-to-client',
  });
}

function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let next = error as { code?: unknown; cause?: unknown } | undefined; next && codes.length < 8;) {
    if (typeof next.code === 'string') codes.push(next.code);
    next = next.cause as typeof next;
  }
  return codes;
}
