import type { IngestProblem } from '@sallyport/agent';

/** Problems that are told one by one. */
const shown = 3;

/** The first things in a dataset's files that could not be read as they stand, a line each, and how many more there are. */
export function describeProblems({
  problems = [],
  problemCount = problems.length,
}: {
  problems?: readonly IngestProblem[];
  problemCount?: number;
}): string[] {
  const lines = problems.slice(0, shown).map(describeProblem);
  const more = problemCount - lines.length;
  return more > 0 ? [...lines, `and ${more} more`] : lines;
}

function describeProblem({ file, line, column, message }: IngestProblem): string {
  const place = [file, line === undefined ? undefined : `line ${line}`, column].filter(
    (part) => part !== undefined,
  );
  return place.length === 0 ? message : `${place.join(', ')}: ${message}`;
}
