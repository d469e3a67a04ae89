import type { Finding } from '@sallyport/scanner';
import type { DecisionContext, SuppressedFinding, Suppression } from './types.js';

/** Findings by whether they count. */
interface Sorted {
  counted: Finding[];
  suppressed: SuppressedFinding[];
  /** What would have covered one of those that count. */
  expired: Suppression[];
}

/** Parts the findings that a suppression covers from those that count. */
export function sortOut(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  context: DecisionContext,
): Sorted {
  const sorted: Sorted = { counted: [], suppressed: [], expired: [] };
  for (const finding of findings) {
    const covering = suppressions.filter((suppression) => covers(suppression, finding, context));
    const suppressedBy = covering.find((suppression) => isInForce(suppression, context.now));
    if (suppressedBy) {
      sorted.suppressed.push(Object.assign({ suppressedBy }, finding));
      continue;
    }
    sorted.counted.push(finding);
    sorted.expired.push(...covering.filter((suppression) => !sorted.expired.includes(suppression)));
  }
  return sorted;
}

function covers(suppression: Suppression, finding: Finding, context: DecisionContext): boolean {
  const { rule, server, tool, pointer, fingerprint } = suppression;
  return (
    rule === finding.rule &&
    (server === undefined || server === context.server) &&
    (tool === undefined || tool === context.tool) &&
    (pointer === undefined || matchesPointer(pointer, finding)) &&
    (fingerprint === undefined || fingerprint === finding.fingerprint)
  );
}

/** Fails closed: without a clock, or with a date that cannot be read, a suppression that expires has expired. */
function isInForce({ expires }: Suppression, now: number | undefined): boolean {
  return expires === undefined || (now !== undefined && now < Date.parse(expires));
}

function matchesPointer(pattern: string, { pointer, inside }: Finding): boolean {
  const full = inside === undefined ? pointer : `${pointer}/${inside}`;
  if (pattern.endsWith('/*')) return full.startsWith(pattern.slice(0, -1));
  return pattern === pointer || pattern === full;
}
