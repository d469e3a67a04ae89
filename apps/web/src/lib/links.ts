/** A link that may be followed: where it leads, and the host to show beside its text. */
export interface SafeLink {
  href: string;
  host: string;
}

/** The link to render for an address found in a message; undefined when it must stay plain text. */
export function safeLink(href: unknown): SafeLink | undefined {
  if (typeof href !== 'string' || !URL.canParse(href)) return undefined;
  const url = new URL(href);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  // A name before an @ is only there to deceive about the host.
  if (url.username || url.password) return undefined;
  return { href: url.href, host: url.host };
}

/** What to call the source of an image that is not loaded. */
export function blockedImageSource(source: unknown): string {
  if (typeof source !== 'string' || source === '') return 'unknown source';
  if (source.startsWith('data:')) return 'inline data';
  if (source.startsWith('//')) return blockedImageSource(`https:${source}`);
  if (!URL.canParse(source)) return 'this page';
  return new URL(source).host || new URL(source).protocol;
}
