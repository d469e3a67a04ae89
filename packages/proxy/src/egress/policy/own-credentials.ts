import type { Finding } from '@sallyport/scanner';

/** Rules that know a credential by the place or the name it stands at, or by a form that any site gives out. */
const anySite: ReadonlySet<string> = new Set([
  'assigned-secret',
  'assigned-password',
  'spoken-secret',
  'authorization-basic',
  'authorization-header',
  'bearer-token',
  'api-key-header',
  'session-cookie',
  'gitlab-session-cookie',
  'json-web-token',
  'json-web-encryption',
  'macaroon',
]);

/** Where findings in what a site gave its visitor point to. */
const ownPlace = /^\/params\/(?:headers\/(?:cookie|authorization)$|own\/)/;

/**
 * The values in `Cookie` and `Authorization`, each by itself and in the pieces that dots make: without the name or the
 * scheme before them, by which they would be taken for a session whatever is encoded in them.
 */
export function ownValues(headers: Readonly<Record<string, string>>): string[] {
  const { cookie = '', authorization = '' } = headers;
  const values = cookie.split(';').map((pair) => pair.slice(pair.indexOf('=') + 1).trim());
  values.push(...authorization.split(/[\s:,]+/).slice(1));
  const pieces = values.flatMap((value) => value.split('.'));
  return [...new Set([...values, ...pieces])].filter((piece) => piece !== '');
}

/**
 * The findings in the headers of a request that are leaks. A session in `Cookie` and a token in `Authorization` are
 * there to be sent to the site they are for. The key of a provider, a private key, a protected value and a canary
 * are leaks there as anywhere.
 */
export function withoutSessions(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ rule, pointer }) => !anySite.has(rule) || !ownPlace.test(pointer));
}
