import { shapes } from '../limits.js';
import { ViewBuilder, type View } from './view.js';

/**
 * A view in which every match of a pattern is replaced; undefined where nothing is. A replacement that is undefined
 * leaves its match as it stands. The view shows the neighbourhood of what was replaced and leaves out the rest, which
 * reads as it did before.
 */
export function substitute(
  view: View,
  name: string,
  pattern: RegExp,
  replacement: (match: string, at: number) => string | undefined,
): View | undefined {
  return replaceSpans(view, name, spansOf(view.text, pattern), replacement);
}

/** {@link substitute}, with the spans given instead of a pattern: in order, none within another. */
export function replaceSpans(
  view: View,
  name: string,
  spans: Iterable<readonly [from: number, to: number]>,
  replacement: (found: string, at: number) => string | undefined,
): View | undefined {
  const { text } = view;
  let builder: ViewBuilder | undefined;
  let done = 0;
  for (const [from, to] of spans) {
    const made = replacement(text.slice(from, to), from);
    if (made === undefined) continue;
    if (!builder) {
      builder = new ViewBuilder(view);
      builder.copy(Math.max(0, from - shapes.viewReach), from);
    } else if (from - done <= 2 * shapes.viewReach) {
      builder.copy(done, from);
    } else {
      builder.copy(done, done + shapes.viewReach);
      builder.replace(done + shapes.viewReach, from - shapes.viewReach, '\n');
      builder.copy(from - shapes.viewReach, from);
    }
    done = to;
    builder.replace(from, to, made);
  }
  builder?.copy(done, Math.min(text.length, done + shapes.viewReach));
  return builder?.build(name);
}

function* spansOf(text: string, pattern: RegExp): Iterable<readonly [from: number, to: number]> {
  for (const match of text.matchAll(pattern)) yield [match.index, match.index + match[0].length];
}
