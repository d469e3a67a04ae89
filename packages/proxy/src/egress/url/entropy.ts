import { egressLimits } from '../limits.js';

/** Bits per character, by how often each occurs. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Shapes that look like chance and are how the web names things. */
const benign: readonly RegExp[] = [
  // UUID, with and without its hyphens.
  /^\{?[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}\}?$/i,
  // Hashes: MD5, SHA-1, SHA-256, SHA-512 and their short forms, with the algorithm named or not.
  /^(?:(?:md5|sha1|sha256|sha512)[:-])?(?:[\da-f]{7,40}|[\da-f]{56}|[\da-f]{64}|[\da-f]{96}|[\da-f]{128})$/i,
  // ULID, MongoDB's ids, ids of model APIs.
  /^[0-7][\dA-HJKMNP-TV-Z]{25}$/,
  /^(?:asst|batch|chatcmpl|file|ft|msg|resp|run|step|thread|vs)[-_][\da-zA-Z_]{16,64}$/,
  // A built file with the hash of its content in its name.
  /^[\w.@+~-]*[.-][\da-zA-Z_-]{6,20}\.(?:avif|css|gif|ico|jpe?g|js|json|map|mjs|mp4|png|svg|ttf|wasm|webp|woff2?)$/,
  // The name of an archive, with its version.
  /^[\w@.+~-]+\.(?:apk|bz2|deb|dmg|exe|gz|jar|msi|pkg|rpm|tar|tgz|whl|xz|zip|zst)$/,
];

/** Names of servers of content networks and clouds, which are made by machines. */
const madeByMachines =
  /(?:^|\.)(?:akamaiedge\.net|akamaihd\.net|amazonaws\.com|azureedge\.net|azurefd\.net|blob\.core\.windows\.net|cdn\.cloudflare\.net|cloudfront\.net|edgekey\.net|fastly\.net|fbcdn\.net|ggpht\.com|githubusercontent\.com|googleusercontent\.com|googlevideo\.com|gvt1\.com|r2\.cloudflarestorage\.com|vercel\.app|netlify\.app|cloudapp\.net|run\.app)$/;

/** Words with separators between, as titles of pages are: few letters that follow one another by chance. */
function isWords(text: string): boolean {
  const words = text.split(/[-_.+~,:%\s]+/).filter((word) => word !== '');
  if (words.length < 2) return false;
  const plain = words.filter((word) =>
    /^(?:[A-Za-z]?[a-z]{1,20}|[A-Z]{1,12}|v?\d{1,8}[a-z]{0,2})$/.test(word),
  );
  return plain.length >= words.length * 0.7;
}

/** A segment of a path that carries more than an address needs. */
export function isSmuggledSegment(segment: string, threshold: number): boolean {
  if (threshold === 0 || segment.length < egressLimits.segmentCharacters) return false;
  if (benign.some((shape) => shape.test(segment)) || isWords(segment)) return false;
  return entropyOf(segment) >= threshold || isLongCode(segment, threshold);
}

/** Hexadecimal and base32 never reach the entropy of base64: there length tells. */
function isLongCode(text: string, threshold: number): boolean {
  if (text.length < 48) return false;
  const isCode = /^(?:[\da-f]+|[A-Z2-7]+=*)$/i.test(text) && /\d/.test(text);
  return isCode && entropyOf(text) >= Math.min(threshold - 1, 3.4);
}

/** A label of a host that carries data to whoever answers for the domain. */
export function isSmuggledLabel(host: string, threshold: number): string | undefined {
  if (threshold === 0 || madeByMachines.test(host)) return undefined;
  const labels = host.split('.').slice(0, -2);
  return labels.find((label) => {
    if (label.length < egressLimits.labelCharacters || label.startsWith('xn--') || isWords(label))
      return false;
    if (benign.some((shape) => shape.test(label))) return label.length > 40;
    return entropyOf(label) >= threshold || isLongCode(label, threshold);
  });
}
