import { DialError } from '../types.js';

/** What the codes of Node and OpenSSL say, for a person. */
const faults: readonly (readonly [codes: RegExp, why: string])[] = [
  [/^CERT_HAS_EXPIRED$/, 'its certificate has expired'],
  [/^CERT_NOT_YET_VALID$/, 'its certificate is not valid yet'],
  [/^DEPTH_ZERO_SELF_SIGNED_CERT$/, 'its certificate is signed by itself alone'],
  [
    /^(?:SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT(?:_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_UNTRUSTED)$/,
    'its certificate comes from an authority that is not trusted here',
  ],
  [/^ERR_TLS_CERT_ALTNAME_(?:INVALID|FORMAT)$/, 'its certificate is for other names'],
  [/^CERT_REVOKED$/, 'its certificate was revoked'],
  [/^(?:INVALID_PURPOSE|CERT_REJECTED)$/, 'its certificate is not for servers'],
  [
    /^(?:PATH_LENGTH_EXCEEDED|INVALID_CA|CERT_CHAIN_TOO_LONG)$/,
    'its chain of certificates is not a valid one',
  ],
  [/^CERT_SIGNATURE_FAILURE$/, 'a signature in its chain of certificates is wrong'],
  [
    /KEY_TOO_(?:SMALL|WEAK)|(?:MD|DIGEST)_TOO_WEAK|DH_KEY_TOO_SMALL|WEAK/,
    'it uses a key or a digest that is too weak',
  ],
  [
    /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|NO_PROTOCOLS|HANDSHAKE_FAILURE|NO_SHARED_CIPHER|NO_SUITABLE/,
    'it does not speak TLS 1.2 or newer with us',
  ],
  [/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/, 'it does not speak TLS on this port'],
];

const weakness = /too (?:weak|small)|key too short|weak digest|md too weak/i;

/** Why a TLS connection to an upstream was not made, as what the client is told. */
export function tlsFault(host: string, error: unknown): DialError {
  if (DialError.isInstance(error)) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  const why = weakness.test(message)
    ? 'it uses a key or a digest that is too weak'
    : faults.find(([codes]) => codes.test(code))?.[1];
  return untrusted(
    host,
    why ?? `the handshake failed (${/^[A-Z\d_]{1,60}$/.test(code) ? code : 'unknown'})`,
    error,
  );
}

/** An upstream that is not spoken to. */
export function untrusted(host: string, why: string, cause?: unknown): DialError {
  return new DialError(
    {
      status: 502,
      rule: 'tls-upstream',
      reason: `TLS to ${host} refused: ${why}`,
      hint: 'Certificates are verified in every mode. Have the server repaired, or its authority trusted by the system that runs sallyport.',
    },
    { cause },
  );
}
