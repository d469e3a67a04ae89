import { costs, shapes } from '../limits.js';
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
  const spans: number[] = [];
  for (const match of view.text.matchAll(pattern)) {
    if (!view.budget.take(costs.found)) break;
    spans.push(match.index, match.index + match[0].length);
  }
  return replaceSpans(view, name, spans, replacement);
}

/** {@link substitute}, with the spans given instead of a pattern: pairs of offsets, in order, none within another. */
export function replaceSpans(
  view: View,
  name: string,
  spans: readonly number[],
  replacement: (found: string, at: number) => string | undefined,
): View | undefined {
  const { text } = view;
  let builder: ViewBuilder | undefined;
  let done = 0;
  for (let index = 0; index < spans.length; index += 2) {
    const from = spans[index] ?? 0;
    const to = spans[index + 1] ?? 0;
    if (!view.budget.take(costs.span + (to - from) * costs.decodedCharacter)) break;
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

/** How much of a text before and after a stretch is looked at with it, up to a blank. Characters. */
const margin = 64;

/** Where a pattern matches in stretches of a text; both are pairs of offsets, in order. Nothing else is looked at. */
export function spansIn(
  { text, budget }: View,
  pattern: RegExp,
  stretches: readonly number[],
): readonly number[] {
  const spans: number[] = [];
  let done = 0;
  for (let index = 0; index < stretches.length; index += 2) {
    let from = stretches[index] ?? 0;
    const least = Math.max(done, from - margin);
    while (from > least && text.charCodeAt(from - 1) > 0x20) from--;
    from = Math.max(from, done);
    const stretch = text.slice(from, (stretches[index + 1] ?? 0) + margin);
    if (!budget.take(stretch.length * costs.searchedStretch)) break;
    for (const match of stretch.matchAll(pattern)) {
      if (!budget.take(costs.found)) break;
      done = from + match.index + match[0].length;
      spans.push(from + match.index, done);
    }
  }
  return spans;
}
