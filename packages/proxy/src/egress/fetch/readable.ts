import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { egressLimits } from '../limits.js';

/** A page as its reader has it, and apart from that what the page does not show. */
export interface ReadablePage {
  readonly title: string;
  readonly content: string;
  /** Comments, hidden elements, attributes and scripts: what a model would read and a person would not see. */
  readonly hidden: readonly string[];
}

/** What is used of the document object model, of which Node has no types. */
interface PageElement {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  remove(): void;
  append(text: string): void;
}
interface PageDocument {
  readonly title: string;
  readonly body: PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  createTreeWalker(root: PageDocument, show: number): { nextNode(): unknown; currentNode: { data?: string } };
}

const showComments = 128;
const hidingStyle =
  /(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!)|font-size\s*:\s*0(?:\.\d+)?(?:px|pt|em|rem|%)?\s*(?:;|$|!)|(?:left|top|text-indent)\s*:\s*-\d{3,}|clip(?:-path)?\s*:\s*(?:rect\(0|inset\((?:50|100)%)|transform\s*:\s*scale\(0\))/i;
const unseen =
  'script,style,template,noscript,[hidden],[aria-hidden="true"],input[type="hidden"],meta[content],[style],title,object,iframe[srcdoc]';
const blocks =
  'address,article,aside,blockquote,br,dd,div,dl,dt,figcaption,footer,h1,h2,h3,h4,h5,h6,header,li,main,nav,ol,p,pre,section,table,td,th,tr,ul';
const toldAttributes = ['alt', 'title', 'aria-label', 'content', 'placeholder', 'srcdoc', 'value'];

/** Reads a page. Nothing of it is run or loaded. Throws for what is no page that can be read. */
export function readPage(html: string): ReadablePage {
  const { document } = parseHTML(html) as unknown as { document: PageDocument };
  const hidden = hiddenText(document);
  const title = document.title.trim();
  for (const element of document.querySelectorAll('[style]')) {
    if (hidingStyle.test(element.getAttribute('style') ?? '')) element.remove();
  }
  for (const element of document.querySelectorAll(
    'script,style,template,noscript,[hidden],[aria-hidden="true"]',
  )) {
    element.remove();
  }
  // Text runs together where lines end only by the looks of elements.
  for (const element of document.querySelectorAll(blocks)) element.append('\n');
  const whole = textOf(document.body);
  const article = new Readability(document, { maxElemsToParse: 100_000 }).parse();
  const content = (article?.textContent ?? '').trim();
  return {
    title: (article?.title ?? title).trim(),
    content: squeeze(content === '' ? whole : content),
    hidden,
  };
}

function hiddenText(document: PageDocument): string[] {
  const texts: string[] = [];
  let left: number = egressLimits.hiddenCharacters;
  const add = (text: string | null | undefined): void => {
    const trimmed = text?.trim() ?? '';
    if (trimmed === '' || left <= 0) return;
    texts.push(trimmed.slice(0, left));
    left -= trimmed.length;
  };
  const comments = document.createTreeWalker(document, showComments);
  while (comments.nextNode()) add(comments.currentNode.data);
  for (const element of document.querySelectorAll(unseen)) {
    const style = element.getAttribute('style');
    if (style === null || hidingStyle.test(style)) add(element.textContent);
  }
  for (const element of document.querySelectorAll(toldAttributes.map((name) => `[${name}]`).join(','))) {
    for (const name of toldAttributes) add(element.getAttribute(name));
  }
  return texts;
}

function textOf(element: PageElement | null): string {
  return (element?.textContent ?? '').trim();
}

/** Blank lines and runs of blanks, of which pages are full, made few. */
function squeeze(text: string): string {
  return text
    .replaceAll(/[ \t\u00a0]{2,}/g, ' ')
    .replaceAll(/[ \t]*\n[ \t]*/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n');
}
