import { stripFindings } from '@sallyport/guard';
import { scanMessage } from '@sallyport/scanner';
import { egressLimits } from '../limits.js';
import type { EgressState } from '../state.js';
import type { Exchange, Refusal } from '../types.js';
import { decodeText, looksLikeText } from './charset.js';
import type { ReadablePage } from './readable.js';

/** What a fetch gives to the agent, or why it gives nothing. */
export type FetchContent =
  | { readonly ok: true; readonly title: string; readonly content: string }
  | { readonly ok: false; readonly refusal: Refusal };

const pageTypes = /^(?:text\/html|application\/xhtml\+xml)$/;
const textTypes =
  /^(?:text\/.+|application\/(?:json|xml|javascript|ecmascript|yaml|x-yaml|toml|sql|graphql|x-ndjson|ndjson|jsonlines|x-www-form-urlencoded|ld\+json|rss\+xml)|.+\+(?:json|xml|yaml))$/;

/** Text of an answer as an agent reads it: pages without what they hide, which is looked at by itself. */
export async function readContent(
  state: EgressState,
  exchange: Exchange,
  bytes: Buffer,
  contentType: string | undefined,
): Promise<FetchContent> {
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const no = (rule: string, reason: string, hint: string): FetchContent => ({
    ok: false,
    refusal: state.judge.refuse({ status: 403, rule, reason, hint }, 'response-body', exchange),
  });
  const isText = type === '' ? looksLikeText(bytes) : textTypes.test(type);
  if (!pageTypes.test(type) && !isText) {
    return no(
      'content-type',
      `content type ${type || 'unknown'} is not text`,
      'Only text is given to agents. Ask for a page, JSON or plain text.',
    );
  }
  const text = decodeText(bytes, contentType);
  if (!pageTypes.test(type)) return { ok: true, title: '', content: text };
  if (bytes.length > egressLimits.pageBytes) {
    return no(
      'response-size',
      `page too large: more than ${egressLimits.pageBytes} bytes`,
      'Ask for a smaller page.',
    );
  }
  // Whoever fetches no page does not wait for the parser of pages.
  const { readPage } = await import('./readable.js');
  let page: ReadablePage;
  try {
    page = readPage(text);
  } catch {
    // A page that the parser cannot take apart is one that nothing could be looked for in.
    return no(
      'content-unreadable',
      'the page cannot be taken apart',
      'Ask for another form of it, such as plain text.',
    );
  }
  return judged(state, exchange, page);
}

function judged(
  state: EgressState,
  exchange: Exchange,
  { title, content, hidden }: ReadablePage,
): FetchContent {
  const { scan, judge } = state;
  const direction = 'server-to-client';
  // What is hidden is not given to the agent: there is nothing to take out.
  const unseen = judge.judge(
    scanMessage({ result: { hidden } }, { ...scan, direction }),
    'response-body',
    exchange,
  );
  if (unseen.action === 'block') return { ok: false, refusal: unseen.refusal };
  const shown = { result: { title, content } };
  const found = judge.judge(scanMessage(shown, { ...scan, direction }), 'response-body', exchange);
  if (found.action === 'block') return { ok: false, refusal: found.refusal };
  if (found.action !== 'strip') return { ok: true, title, content };
  const stripped = stripFindings(shown, found.findings) as typeof shown | undefined;
  if (stripped) return { ok: true, ...stripped.result };
  const reason = 'response contains what could not be taken out of it';
  return {
    ok: false,
    refusal: judge.refuse(
      { status: 403, rule: found.findings[0]?.rule ?? 'strip', reason, hint: 'Use another page.' },
      'response-body',
      exchange,
    ),
  };
}
