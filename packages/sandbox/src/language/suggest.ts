const maximumNames = 3;

/** The candidates that a misspelt or differently styled name most likely means, the nearest first. */
export function suggestNames(name: string, candidates: Iterable<string>): string[] {
  const wanted = fold(name.slice(0, 64));
  if (wanted === '') return [];
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  const scored: { candidate: string; distance: number }[] = [];
  for (const candidate of new Set(candidates)) {
    const folded = fold(candidate.slice(0, 64));
    const distance = folded === wanted ? 0 : editDistance(wanted, folded, allowed);
    if (distance <= allowed) scored.push({ candidate, distance });
    else if (wanted.length >= 4 && folded.startsWith(wanted))
      scored.push({ candidate, distance: allowed + 1 });
  }
  scored.sort((left, right) => left.distance - right.distance);
  const exact = scored.filter((entry) => entry.distance === 0);
  return (exact.length > 0 ? exact : scored).slice(0, maximumNames).map((entry) => entry.candidate);
}

/** `group_by`, `groupBy` and `GroupBy` are the same name to a reader. */
function fold(name: string): string {
  return name.replaceAll(/[_\s-]/g, '').toLowerCase();
}

/** Optimal string alignment distance, or more than `limit` as soon as that is certain. */
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (row > 1 && column > 1 && swapped) cost = Math.min(cost, (beforePrevious[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[right.length] ?? limit + 1;
}
