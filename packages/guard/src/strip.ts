import { parsePointer, type Finding } from '@sallyport/scanner';
import { limits } from './limits.js';

/** What stands where a span was taken out. */
export function marker(title: string): string {
  return `[REDACTED: ${title}]`;
}

/**
 * A copy of the message without the spans of the findings, and with everything else the very same. Undefined where a
 * span cannot be taken out: in the name of a member, in a number, in what a blob or a data URI encodes, across the
 * values of a string that is JSON, in a place that is no longer there, or in too many places.
 */
export function stripFindings(message: unknown, findings: readonly Finding[]): unknown {
  if (findings.length === 0 || findings.length > limits.strippedSpans) return undefined;
  let copy = message;
  for (const [pointer, group] of groupByPointer(findings)) {
    if (!group.every(isCuttable)) return undefined;
    const replaced = replaceAt(copy, parsePointer(pointer), (text) => cut(text, group));
    if (!replaced.ok) return undefined;
    copy = replaced.value;
  }
  return copy;
}

function groupByPointer(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    groups.set(finding.pointer, [...(groups.get(finding.pointer) ?? []), finding]);
  }
  return groups;
}

function isCuttable({ target, start, end, inside }: Finding): boolean {
  return target === 'value' && end > start && !(inside !== undefined && encoded.test(inside));
}

/** A blob or a data URI on the way: what stands in it cannot be cut out of its encoding. */
const encoded = /(?:^|\/)~(?:base64|data)(?:\/|$)/;

/** Takes the spans out from the last to the first; spans that overlap go as one. */
function cut(text: string, findings: readonly Finding[]): string | undefined {
  const spans: { start: number; end: number; text: string }[] = [];
  for (const finding of [...findings].sort((a, b) => a.start - b.start)) {
    if (finding.end > text.length) return undefined;
    const last = spans.at(-1);
    if (last && finding.start < last.end) last.end = Math.max(last.end, finding.end);
    else spans.push({ start: finding.start, end: finding.end, text: marker(finding.title) });
  }
  const rest = spans.reduceRight(
    (left, span) => left.slice(0, span.start) + span.text + left.slice(span.end),
    text,
  );
  const isJson = findings.some(({ inside }) => inside !== undefined);
  return isJson && shapeOf(rest) !== shapeOf(text) ? undefined : rest;
}

/** All of a JSON text but what its strings say; undefined where it is none. */
function shapeOf(json: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(json), (_, value: unknown) => (typeof value === 'string' ? '' : value));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

type Replaced = { ok: true; value: unknown } | { ok: false };

/** Copies only the objects and arrays on the way to the string. */
function replaceAt(
  value: unknown,
  path: readonly string[],
  change: (text: string) => string | undefined,
): Replaced {
  const [name, ...rest] = path;
  if (name === undefined) {
    const changed = typeof value === 'string' ? change(value) : undefined;
    return changed === undefined ? { ok: false } : { ok: true, value: changed };
  }
  if (Array.isArray(value)) {
    const index = Number(name);
    if (!Number.isInteger(index) || !(index in value)) return { ok: false };
    const inner = replaceAt(value[index], rest, change);
    return inner.ok ? { ok: true, value: value.with(index, inner.value) } : inner;
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return { ok: false };
  const inner = replaceAt((value as Record<string, unknown>)[name], rest, change);
  if (!inner.ok) return inner;
  const entries = Object.entries(value).map(
    ([key, member]) => [key, key === name ? inner.value : member] as const,
  );
  return { ok: true, value: Object.fromEntries(entries) };
}
