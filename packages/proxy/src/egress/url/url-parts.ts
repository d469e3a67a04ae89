import { decodings } from './read-url.js';

/**
 * An address as data to be looked at: as it is written, and its parts decoded, with what is spread over segments or
 * parameters put together.
 */
export function urlParts(url: URL): Record<string, unknown> {
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  const values = [...url.searchParams.values()];
  const labels = url.hostname.split('.').slice(0, -2);
  return {
    address: url.href,
    host: url.hostname,
    ...(labels.length > 1 ? { labels: labels.join('') } : {}),
    ...(segments.length > 0 ? { path: segments.map(innermost) } : {}),
    ...(segments.length > 1 ? { joinedPath: segments.map(innermost).join('') } : {}),
    ...(values.length > 0
      ? { query: Object.fromEntries([...url.searchParams].map(([k, v]) => [k, innermost(v)])) }
      : {}),
    ...(values.length > 1 ? { joinedQuery: values.map(innermost).join('') } : {}),
    ...(url.hash === '' ? {} : { fragment: innermost(url.hash.slice(1)) }),
  };
}

function innermost(text: string): string {
  return decodings(text).at(-1) ?? text;
}
