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
  const { text } = view;
  let builder: ViewBuilder | undefined;
  let done = 0;
  for (const match of text.matchAll(pattern)) {
    const from = match.index;
    const made = replacement(match[0], from);
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
    done = from + match[0].length;
    builder.replace(from, done, made);
  }
  builder?.copy(done, Math.min(text.length, done + shapes.viewReach));
  return builder?.build(name);
}
