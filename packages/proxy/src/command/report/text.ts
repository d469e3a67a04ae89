import type { PrintedFinding, ScannedLine } from '../mcp/scan-line.js';

/** What a person reads of a line: nothing when nothing was found. */
export function describeLine({ line, action, findings }: ScannedLine): string {
  return findings
    .map((finding) => `line ${line}: ${describeFinding(finding)} (action: ${action})\n`)
    .join('');
}

/** One finding in one line. */
export function describeFinding({
  rule,
  title,
  severity,
  confidence,
  pointer,
  excerpt,
}: PrintedFinding): string {
  const place = pointer === '' ? '' : ` at ${pointer}`;
  const seen = excerpt === '' ? '' : `: ${excerpt}`;
  return `[${severity}] ${title} (${rule}, ${Math.round(confidence * 100)} %)${place}${seen}`;
}
