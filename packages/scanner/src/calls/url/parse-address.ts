/** An address of either version as its bytes: four or sixteen. */
export type AddressBytes = readonly number[];

/**
 * Reads an IPv4 address as the URL standard and `inet_aton` do: one to four parts, each decimal, octal (`0177`) or
 * hexadecimal (`0x7f`), the last one filling what is left. Undefined where the text is none.
 */
export function parseIPv4(text: string): { bytes: AddressBytes; isPlain: boolean } | undefined {
  const parts = text.split('.');
  if (parts.length > 4 || !parts.every((part) => /^(?:0x[0-9a-f]*|\d+)$/i.test(part) && part.length <= 40))
    return undefined;
  const numbers = parts.map(numberOf);
  const last = numbers.at(-1) ?? 0;
  const lead = numbers.slice(0, -1);
  if (numbers.some(Number.isNaN) || lead.some((part) => part > 255)) return undefined;
  if (last >= 256 ** (5 - numbers.length)) return undefined;
  let value = last;
  for (const [index, part] of lead.entries()) value += part * 256 ** (3 - index);
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256);
  return { bytes, isPlain: text === bytes.join('.') };
}

function numberOf(part: string): number {
  if (/^0x/i.test(part)) return part.length === 2 ? 0 : Number.parseInt(part.slice(2), 16);
  if (/^0\d/.test(part)) return /^[0-7]+$/.test(part) ? Number.parseInt(part, 8) : Number.NaN;
  return Number.parseInt(part, 10);
}

/** Reads an IPv6 address, with an IPv4 address at its end where there is one; a zone is left to the caller. */
export function parseIPv6(text: string): AddressBytes | undefined {
  if (!/^[0-9a-f:.]{2,50}$/i.test(text) || !text.includes(':')) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [left, right] = halves.map(bytesOfGroups);
  if (!left || (halves.length === 2 && !right)) return undefined;
  if (!right) return left.length === 16 ? left : undefined;
  const gap = 16 - left.length - right.length;
  return gap < 2 ? undefined : [...left, ...Array.from({ length: gap }, () => 0), ...right];
}

function bytesOfGroups(text: string): number[] | undefined {
  const bytes: number[] = [];
  if (text === '') return bytes;
  const groups = text.split(':');
  for (const [index, group] of groups.entries()) {
    if (group.includes('.')) {
      const tail = index === groups.length - 1 ? parseIPv4(group) : undefined;
      if (!tail) return undefined;
      bytes.push(...tail.bytes);
      continue;
    }
    if (!/^[0-9a-f]{1,4}$/i.test(group)) return undefined;
    const value = Number.parseInt(group, 16);
    bytes.push(value >> 8, value & 255);
  }
  return bytes;
}

/** The IPv4 address that an IPv6 address only wraps: mapped, compatible, NAT64, 6to4, Teredo or ISATAP. */
export function embeddedIPv4(bytes: AddressBytes): { bytes: AddressBytes; how: string } | undefined {
  const starts = (...head: number[]): boolean => head.every((byte, index) => bytes[index] === byte);
  const zeros = Array.from({ length: 10 }, () => 0);
  const last = bytes.slice(12);
  if (starts(...zeros, 0xff, 0xff)) return { bytes: last, how: 'mapped into IPv6' };
  // `::` and `::1` are addresses of their own.
  if (starts(...zeros, 0, 0) && last.slice(0, 2).some((byte) => byte !== 0))
    return { bytes: last, how: 'mapped into IPv6' };
  if (starts(0, 0x64, 0xff, 0x9b)) return { bytes: last, how: 'mapped by NAT64' };
  if (starts(0x20, 0x02)) return { bytes: bytes.slice(2, 6), how: 'mapped by 6to4' };
  if (starts(0x20, 0x01, 0, 0)) return { bytes: last.map((byte) => byte ^ 0xff), how: 'mapped by Teredo' };
  if (bytes[10] === 0x5e && bytes[11] === 0xfe) return { bytes: last, how: 'mapped by ISATAP' };
  return undefined;
}

/** The shortest usual spelling: RFC 5952 for IPv6. */
export function formatAddress(bytes: AddressBytes): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from(
    { length: 8 },
    (_, index) => ((bytes[2 * index] ?? 0) << 8) | (bytes[2 * index + 1] ?? 0),
  );
  let best = { at: 0, length: 0 };
  for (let at = 0; at < 8; at++) {
    let length = 0;
    while (at + length < 8 && groups[at + length] === 0) length++;
    if (length > best.length) best = { at, length };
  }
  const hex = groups.map((group) => group.toString(16));
  if (best.length < 2) return hex.join(':');
  return `${hex.slice(0, best.at).join(':')}::${hex.slice(best.at + best.length).join(':')}`;
}
