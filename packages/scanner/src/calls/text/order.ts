/**
 * Whether something stands in a text after the first place of something else: what `first.*then` asks, in time that
 * grows no faster than the text.
 */
export function comesAfter(text: string, first: RegExp, then: RegExp): boolean {
  const found = first.exec(text);
  return found !== null && then.test(text.slice(found.index + found[0].length));
}

/** The text without the characters at its end that are all the same one. */
export function withoutTrailing(text: string, character: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === character) end--;
  return text.slice(0, end);
}

/**
 * Whether, in one statement, what the group `then` of a pattern means stands at most so many characters after what its
 * group `first` means. What it matches besides ends a statement.
 */
export function standsNear(text: string, pattern: RegExp, reach: number): boolean {
  let from = -Infinity;
  for (const { index, 0: found, groups } of text.matchAll(pattern)) {
    if (groups?.['first'] !== undefined) from = index + found.length;
    else if (groups?.['then'] === undefined) from = -Infinity;
    else if (index - from <= reach) return true;
  }
  return false;
}
