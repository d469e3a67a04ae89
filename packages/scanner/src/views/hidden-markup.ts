import { costs } from '../limits.js';
import type { Decoder } from './decoders.js';
import { ViewBuilder, type View } from './view.js';

/** Longest hidden part that is read. */
const longestPart = 4000;

/** Ways to write what a page does not show: where to look, and what must stand there. The group `text` is hidden. */
const kinds: readonly { opening: string; pattern: RegExp }[] = [
  {
    opening: '<',
    pattern:
      /<[a-z][a-z0-9]{0,10}\s(?=[^<>]{0,400}?(?:display\s{0,2}:\s{0,2}none|visibility\s{0,2}:\s{0,2}hidden|font-size\s{0,2}:\s{0,2}[01](?![.\d])|(?:max-)?(?:height|width)\s{0,2}:\s{0,2}0(?![.\d])|clip\s{0,2}:\s{0,2}rect|opacity\s{0,2}:\s{0,2}0(?![.\d])|color\s{0,2}:\s{0,2}(?:white|#fff(?:fff)?|transparent)|(?:left|top|text-indent)\s{0,2}:\s{0,2}-\d{3}|(?<=\s)hidden(?=[\s>=])))[^<>]{0,400}>(?<text>[^<]{8,4000})/iy,
  },
  { opening: '[//]:', pattern: /\[\/\/\]:\s{0,3}#\s{0,3}[("'](?<text>[^\n)"']{8,4000})/y },
  // What defines a link shows nothing: neither its name nor its title.
  {
    opening: ']: ',
    pattern: /\]: {1,3}(?:#|<[^>\n]{0,200}>|[^\s]{1,400}) {1,3}["'(](?<text>[^"')\n]{20,1000})/y,
  },
  { opening: '](', pattern: /\]\([^\s()]{1,400}\s{1,3}(?:"(?<text>[^"\n]{20,1000})")\)/y },
  { opening: ' alt=', pattern: / alt=["'](?<text>[^"'\n]{30,1000})/iy },
  { opening: ' title=', pattern: / title=["'](?<text>[^"'\n]{30,1000})/iy },
  { opening: ' aria-label=', pattern: / aria-label=["'](?<text>[^"'\n]{30,1000})/iy },
];

interface Part {
  from: number;
  to: number;
}

/** What only the source of a page holds: comments, hidden elements, titles. */
export const revealMarkup: Decoder = (view, { hasMarkup }) => {
  if (!hasMarkup) return undefined;
  const parts = [
    ...commentsOf(view),
    ...kinds.flatMap(({ opening, pattern }) => partsOf(view, opening, pattern)),
  ];
  if (parts.length === 0) return undefined;
  const builder = new ViewBuilder(view);
  let done = 0;
  for (const { from, to } of parts.sort((a, b) => a.from - b.from)) {
    if (from < done) continue;
    builder.copy(from, to);
    builder.replace(to, to, '\n\n');
    done = to;
  }
  return builder.build('hidden-markup');
};

function commentsOf({ text, budget }: View): Part[] {
  const parts: Part[] = [];
  for (let at = text.indexOf('<!--'); at >= 0 && budget.take(costs.markup);) {
    const end = text.indexOf('-->', at + 4);
    const to = end < 0 ? text.length : end;
    if (to - at > 12) parts.push({ from: at + 4, to: Math.min(to, at + 4 + longestPart) });
    at = end < 0 ? -1 : text.indexOf('<!--', end + 3);
  }
  return parts;
}

function partsOf({ text, budget }: View, opening: string, pattern: RegExp): Part[] {
  const parts: Part[] = [];
  for (
    let at = text.indexOf(opening);
    at >= 0 && budget.take(costs.markup);
    at = text.indexOf(opening, at + 1)
  ) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) continue;
    const hidden = match.groups?.['text'] ?? '';
    const from = at + match[0].lastIndexOf(hidden);
    parts.push({ from, to: from + hidden.length });
  }
  return parts;
}
