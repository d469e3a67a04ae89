import type { Category, Direction, Finding, ScanOptions, TextOptions } from '@sallyport/scanner';

/** With what the bodies of one side are looked at: which way they go, what for, and the configuration's own. */
export type ContentScan = ScanOptions;

/** A request leaks; a response steers. What else the scanner knows is about calls of tools, which these are not. */
const asked: Readonly<Record<Part, readonly Category[]>> = {
  'request-body': ['credential-leak', 'data-flow'],
  'response-body': ['credential-leak', 'prompt-injection'],
};

type Part = 'request-body' | 'response-body';

/** What a body is looked at with. */
export function contentScan(scan: Omit<ScanOptions, 'direction'>, part: Part): ContentScan {
  const direction = part === 'request-body' ? 'client-to-server' : 'server-to-client';
  return { ...scan, direction, categories: asked[part] };
}

/** What the scanner is told of a text. A body is data, not the argument of a tool that runs commands. */
export function textOptions(scan: ContentScan): TextOptions {
  return { ...scan, surface: 'result' };
}

/** The finding of a body that could not be looked at, so that the policy says what becomes of it. */
export function unreadable(why: string, direction: Direction): Finding {
  const side = direction === 'client-to-server' ? 'request' : 'response';
  return {
    rule: 'content-unreadable',
    title: 'Content that cannot be looked at',
    category: 'malformed',
    severity: 'high',
    confidence: 1,
    direction,
    surface: direction === 'client-to-server' ? 'argument' : 'result',
    pointer: '',
    target: 'value',
    start: 0,
    end: 0,
    excerpt: '',
    view: 'raw',
    why: `The body of the ${side} cannot be looked at: ${why}.`,
    remedy:
      side === 'request'
        ? 'Send it as plain JSON, form, text or multipart, or as gzip, deflate or br of one of these.'
        : 'Ask for it with "Accept-Encoding: identity" and without a range.',
    references: ['CWE-409', 'CWE-436'],
  };
}
