import { setImmediate as nextTurn } from 'node:timers/promises';
import { formatPointer, scanMessage, scanText, type Finding } from '@sallyport/scanner';
import { BodyDecoder, UndecodableError } from './content-coding.js';
import { parseForm } from './form.js';
import { contentLimits } from './limits.js';
import { parseMediaType, type MediaType } from './media-type.js';
import { parseMultipart } from './multipart.js';
import { textOptions, unreadable, type ContentScan } from './scan-options.js';
import { looksOf, printableRuns, readText } from './text-reader.js';
import { WindowScan } from './window-scan.js';

/** What was found in a whole body. */
export interface ScannedDocument {
  readonly findings: Finding[];
  /** The text of which the findings' offsets tell, where it is one text: what can be stripped. */
  readonly text?: string;
}

/**
 * Looks at a whole, decoded body by what it is: the strings of JSON, the fields of a form, the parts of a multipart
 * body, the text of anything that reads as text, the printable runs of anything else. What a header calls it is
 * believed only as long as the bytes agree.
 */
export async function scanDocument(
  bytes: Buffer,
  type: MediaType,
  scan: ContentScan,
  depth = 0,
): Promise<ScannedDocument> {
  if (bytes.length === 0) return { findings: [] };
  if (type.form === 'multipart') return scanParts(bytes, type, scan, depth);
  const looks = looksOf(bytes);
  if (looks === 'gzip' || looks === 'zstd') return scanCompressed(bytes, looks, scan, depth);
  if (looks === 'binary') return scanBinary(bytes, type, scan);
  const text = readText(bytes, type);
  if (type.form === 'form') return scanForm(text, scan);
  if (bytes.length > contentLimits.documentBytes) return { findings: await scanLongText(text, scan) };
  return { findings: scanText(text, textOptions(scan)), text };
}

/** A long text, in windows; others have their turn in between. */
async function scanLongText(text: string, scan: ContentScan): Promise<Finding[]> {
  const windows = new WindowScan(scan);
  const found: Finding[] = [];
  for (let at = 0; at < text.length; at += contentLimits.windowCharacters) {
    found.push(...windows.push(text.slice(at, at + contentLimits.windowCharacters)));
    await nextTurn();
  }
  found.push(...windows.flush());
  return found;
}

async function scanForm(text: string, scan: ContentScan): Promise<ScannedDocument> {
  const fields = text.length <= contentLimits.documentBytes ? parseForm(text) : undefined;
  // As it stands, too: with the percent signs decoded by the scanner, in windows where it is long.
  if (!fields) return { findings: await scanLongText(text, scan) };
  return { findings: scanMessage(fields, scan) };
}

async function scanParts(
  bytes: Buffer,
  type: MediaType,
  scan: ContentScan,
  depth: number,
): Promise<ScannedDocument> {
  if (depth >= contentLimits.partDepth)
    return { findings: [unreadable(`its parts lie ${depth} deep`, scan.direction)] };
  const body = parseMultipart(bytes, type.boundary);
  if (!body.ok) return { findings: [unreadable(body.why, scan.direction)] };
  const findings: Finding[] = [];
  for (const [index, part] of body.parts.entries()) {
    const pointer = formatPointer({ parent: undefined, name: part.name === '' ? index : part.name });
    const options = { ...textOptions(scan), pointer };
    findings.push(...scanText(part.head, options));
    const inner = await scanDocument(part.content, parseMediaType(part.contentType), scan, depth + 1);
    for (const finding of inner.findings) findings.push({ ...finding, pointer: pointer + finding.pointer });
  }
  // A secret in the values of two parts, for a reader who puts them together.
  const values = body.parts.map(({ content }) => content).filter(({ length }) => length <= 4096);
  if (values.length > 1) {
    const texts = values.map((value) => value.toString('utf8'));
    findings.push(...scanMessage(texts, scan));
  }
  return { findings: distinct(findings) };
}

/** The same in the same place is told once. */
function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, fingerprint, excerpt }) => {
    const key = `${rule} ${fingerprint ?? excerpt}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** What is sent compressed without saying so, as an archive is: what is in it, as far as it can be told. */
async function scanCompressed(
  bytes: Buffer,
  coding: 'gzip' | 'zstd',
  scan: ContentScan,
  depth: number,
): Promise<ScannedDocument> {
  const raw = scanBinary(bytes, parseMediaType(undefined), scan);
  // Archives that come in are for programs; what leaves may be meant to be overlooked.
  if (scan.direction === 'server-to-client' || depth >= contentLimits.partDepth) return raw;
  const decoder = new BodyDecoder([coding], contentLimits.decodedBytes);
  try {
    const decoded = Buffer.concat([...(await decoder.push(bytes)), ...(await decoder.end())]);
    const inner = await scanDocument(decoded, parseMediaType(undefined), scan, depth + 1);
    return { findings: [...raw.findings, ...inner.findings] };
  } catch (error) {
    if (!(error instanceof UndecodableError)) throw error;
    if (error.reason === 'coding-expands')
      return { findings: [...raw.findings, unreadable(error.message, scan.direction)] };
    return raw;
  } finally {
    decoder.close();
  }
}

function scanBinary(bytes: Buffer, type: MediaType, scan: ContentScan): ScannedDocument {
  const isResponse = scan.direction === 'server-to-client';
  const looked = isResponse ? bytes.subarray(0, contentLimits.binaryResponseBytes) : bytes;
  const windows = new WindowScan(scan);
  const text = printableRuns(looked);
  const findings = [...windows.push(text), ...windows.flush()];
  // A charset that reads bytes otherwise than ASCII, such as UTF-16 without a mark or UTF-7's kin.
  if (type.charset !== undefined && !/^(?:utf-?8|us-ascii|iso-8859-|windows-125)/i.test(type.charset))
    findings.push(...windows.push(readText(looked, type)), ...windows.flush());
  return { findings };
}
