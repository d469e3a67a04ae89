import { children, fromDer, toDer, type Node } from '@sallyport/certs/x509';
import { AuthorityError } from './authority.js';
import {
  bytesOf,
  isOfType,
  isSignedBy,
  readCertificate,
  tags,
  timeOf,
  withoutZeros,
} from './certificate-fields.js';
import { tlsLimits } from './limits.js';
import { readBounded } from './trust.js';

interface List {
  readonly issuer: Buffer;
  readonly serials: ReadonlySet<string>;
  readonly nextUpdate: Date | undefined;
  readonly node: Node;
}

/** Revocation lists that were configured for upstream certificates (RFC 5280, section 5). */
export class RevocationLists {
  readonly #lists: readonly List[];

  /** @param pem any number of `X509 CRL` blocks. @throws AuthorityError where one cannot be read. */
  constructor(pem: string, source = 'The file of revocation lists') {
    const blocks = pem.matchAll(/-----BEGIN X509 CRL-----([A-Za-z0-9+/=\s]+)-----END X509 CRL-----/g);
    try {
      this.#lists = [...blocks].map(([, base64 = '']) => readList(Buffer.from(base64, 'base64')));
    } catch (cause) {
      throw new AuthorityError(`${source} cannot be read.`, 'It holds PEM blocks "X509 CRL".', { cause });
    }
    if (this.#lists.length === 0)
      throw new AuthorityError(`${source} holds no revocation list.`, 'It holds PEM blocks "X509 CRL".');
  }

  /**
   * Why a chain is not to be trusted; undefined where no list speaks against it. A list counts for the certificates of
   * the issuer that signed it; one that is out of date speaks against all of them.
   *
   * @param chain in DER, the leaf first
   */
  faultOf(chain: readonly Buffer[], now: Date): string | undefined {
    for (const [index, der] of chain.entries()) {
      const certificate = readCertificate(der);
      const signer = chain[index + 1];
      const lists = this.#lists.filter(({ issuer }) => issuer.equals(certificate.issuer));
      if (lists.length === 0 || !signer) continue;
      const { publicKey } = readCertificate(signer);
      const [list] = lists
        .filter(({ node }) => {
          const [body, algorithm, signature] = children(node);
          return body !== undefined && isSignedBy(body, algorithm, signature, publicKey);
        })
        .sort((a, b) => (b.nextUpdate?.getTime() ?? 0) - (a.nextUpdate?.getTime() ?? 0));
      if (!list) continue;
      if (list.serials.has(certificate.serial.toString('hex'))) return 'its certificate was revoked';
      if (list.nextUpdate && list.nextUpdate <= now)
        return 'the revocation list of its issuer is out of date';
    }
    return undefined;
  }
}

/** Reads the lists of a file. @throws AuthorityError */
export function openRevocationLists(path: string): RevocationLists {
  const pem = readBounded(path, tlsLimits.revocationListBytes);
  if (pem === undefined)
    throw new AuthorityError(`${path} is not there.`, 'Correct tls_interception.crl in the configuration.');
  return new RevocationLists(pem, path);
}

function readList(der: Buffer): List {
  const node = fromDer(der);
  const [body] = children(node);
  const fields = body ? children(body) : [];
  // The version is there in lists of version 2; the signature's algorithm follows, and the issuer.
  const offset = fields[0] && isOfType(fields[0], tags.integer) ? 1 : 0;
  const [, issuer, , ...rest] = fields.slice(offset);
  if (!issuer) throw new TypeError('a list without its issuer');
  const [first] = rest;
  const hasNext = first !== undefined && isOfType(first, tags.utcTime, tags.generalizedTime);
  const entries = rest.find((field) => isOfType(field, tags.sequence));
  return {
    issuer: toDer(issuer),
    nextUpdate: hasNext ? timeOf(first) : undefined,
    serials: new Set(
      (entries ? children(entries) : []).map((entry) =>
        withoutZeros(bytesOf(children(entry)[0])).toString('hex'),
      ),
    ),
    node,
  };
}
