import { classifyUrl } from '@sallyport/scanner';
import { egressLimits } from '../limits.js';

/** Why an address cannot be asked for. */
export interface UrlFault {
  readonly status: 400 | 403;
  readonly rule: string;
  readonly reason: string;
  readonly hint: string;
}

/** An address in its canonical form, or what is wrong with it. */
export type ReadUrl = { ok: true; url: URL } | { ok: false; fault: UrlFault };

/**
 * Reads an address as the URL standard does: international names become ASCII, addresses in any spelling dotted
 * decimals, dot segments are resolved. What readers of URLs do not agree on is refused.
 */
export function readUrl(text: string, schemes: readonly string[] = ['http:', 'https:']): ReadUrl {
  if (/[\u0000-\u0020\u007f-\u009f\u2028\u2029]/.test(text)) {
    return no(
      403,
      'url-characters',
      'the address holds blanks or control characters',
      'Percent-encode them.',
    );
  }
  if (!URL.canParse(text)) {
    return no(
      400,
      'url-invalid',
      'this is not an address',
      'Give an absolute address, such as https://example.com/.',
    );
  }
  const url = new URL(text);
  if (!schemes.includes(url.protocol)) {
    const scheme = url.protocol.slice(0, 40);
    return no(403, 'url-scheme', `the scheme ${scheme} is not allowed`, 'Only http and https leave.');
  }
  if (url.username !== '' || url.password !== '') {
    return no(
      403,
      'url-userinfo',
      'the address carries a user name or a password before its host',
      'Send credentials in a header.',
    );
  }
  if (isAmbiguous(text)) {
    return no(
      403,
      'url-ambiguous',
      'the address names different hosts to different readers',
      'Write it with plain slashes and one host.',
    );
  }
  if (climbs(url)) {
    return no(
      403,
      'url-traversal',
      'the path climbs out of its folder with encoded dots and slashes',
      'Write the path that is meant.',
    );
  }
  return { ok: true, url };
}

function isAmbiguous(text: string): boolean {
  const [authority = ''] = text.replace(/^[a-z+.-]+:/i, '').split(/[?#]/);
  return (
    authority.includes('\\') || classifyUrl(text)?.ambiguous !== undefined || !/^[a-z]+:\/\/[^/]/i.test(text)
  );
}

/** Encoded dot segments that a server might decode once more. */
function climbs({ pathname, search }: URL): boolean {
  return [pathname, search].some((part) =>
    decodings(part).some((form) => /(?:^|[/\\=])\.\.(?:[/\\]|$)/.test(form.replaceAll('\u0000', ''))),
  );
}

/** A text and what it decodes to, round after round. */
export function decodings(text: string): string[] {
  const forms = [text];
  let current = text;
  for (let round = 0; round < egressLimits.decodeRounds && current.includes('%'); round++) {
    const next = decodeOnce(current);
    if (next === current) break;
    forms.push(next);
    current = next;
  }
  return forms;
}

/** Percent-encoding and plus signs taken off once; what is no UTF-8 stays as Latin-1. */
function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // No UTF-8: each byte is taken for a character, so that nothing stays unread.
    return text.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }
}

function no(status: 400 | 403, rule: string, reason: string, hint: string): ReadUrl {
  return { ok: false, fault: { status, rule, reason, hint } };
}
