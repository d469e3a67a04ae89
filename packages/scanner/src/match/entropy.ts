/** Of a longer text the beginning stands for the rest. */
const sampled = 1024;

/** Shannon's entropy of a text's UTF-16 code units, in bits per unit. */
export function entropyOf(text: string): number {
  const length = Math.min(text.length, sampled);
  const ascii = new Uint16Array(128);
  const others = new Map<number, number>();
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code < 128) ascii[code] = (ascii[code] ?? 0) + 1;
    else others.set(code, (others.get(code) ?? 0) + 1);
  }
  let bits = 0;
  for (const count of ascii) if (count > 0) bits -= (count / length) * Math.log2(count / length);
  for (const count of others.values()) bits -= (count / length) * Math.log2(count / length);
  return bits;
}
