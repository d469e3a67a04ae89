import { Recent } from '../recent.js';
import { contentLimits } from './limits.js';

/** How a body is read. */
export type BodyForm = 'json' | 'form' | 'multipart' | 'events' | 'lines' | 'text' | 'binary' | 'unknown';

/** A `content-type` header, taken apart. */
export interface MediaType {
  /** In lower case, without parameters; `''` where there is none. */
  readonly essence: string;
  readonly form: BodyForm;
  readonly charset?: string;
  readonly boundary?: string;
}

const forms: Readonly<Record<string, BodyForm>> = {
  'application/x-www-form-urlencoded': 'form',
  'text/event-stream': 'events',
  'application/x-ndjson': 'lines',
  'application/ndjson': 'lines',
  'application/jsonl': 'lines',
  'application/x-jsonlines': 'lines',
  'application/stream+json': 'lines',
  'application/xml': 'text',
  'application/javascript': 'text',
  'application/x-javascript': 'text',
  'application/ecmascript': 'text',
  'application/yaml': 'text',
  'application/x-yaml': 'text',
  'application/toml': 'text',
  'application/graphql': 'text',
  'application/sql': 'text',
  'application/x-sh': 'text',
  'image/svg+xml': 'text',
};

const binaryFamilies = /^(?:image|audio|video|font)\//;

const known = new Recent<MediaType>(contentLimits.mediaTypes);

/** {@link parseMediaType}, remembered: servers use few. */
export function mediaTypeOf(header = ''): MediaType {
  const before = known.get(header);
  if (before) return before;
  const type = parseMediaType(header);
  if (header.length <= contentLimits.cleanHeaderCharacters) known.set(header, type);
  return type;
}

/** Reads a `content-type` header (RFC 9110, 8.3.1). What cannot be read counts as none. */
export function parseMediaType(header: string | undefined): MediaType {
  const [first = '', ...parameters] = splitParameters(header ?? '');
  const essence = first.trim().toLowerCase();
  const values = new Map<string, string>();
  for (const parameter of parameters) {
    const equals = parameter.indexOf('=');
    if (equals < 0) continue;
    const name = parameter.slice(0, equals).trim().toLowerCase();
    if (!values.has(name)) values.set(name, unquote(parameter.slice(equals + 1).trim()));
  }
  const charset = values.get('charset');
  const boundary = values.get('boundary');
  return {
    essence,
    form: formOf(essence),
    ...(charset ? { charset } : {}),
    ...(boundary ? { boundary } : {}),
  };
}

function formOf(essence: string): BodyForm {
  const form = forms[essence];
  if (form) return form;
  if (essence === '' || !essence.includes('/')) return 'unknown';
  if (essence.startsWith('multipart/')) return 'multipart';
  if (essence === 'application/json' || essence.endsWith('+json')) return 'json';
  if (essence.startsWith('text/') || essence.endsWith('+xml')) return 'text';
  // What a program is served as is no proof of what it is: the bytes tell.
  return binaryFamilies.test(essence) ? 'binary' : 'unknown';
}

/** Splits at semicolons outside quotes. */
export function splitParameters(header: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let index = 0; index < header.length; index++) {
    const character = header[index];
    if (character === '\\' && isQuoted) index++;
    else if (character === '"') isQuoted = !isQuoted;
    else if (character === ';' && !isQuoted) {
      parts.push(header.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(header.slice(start));
  return parts;
}

/** The value of a parameter without its quotes. */
export function unquote(value: string): string {
  if (!value.startsWith('"')) return value;
  return value.slice(1, value.endsWith('"') ? -1 : undefined).replaceAll(/\\(.)/g, '$1');
}
