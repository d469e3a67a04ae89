/** Shannon's entropy of a text's characters, in bits per character. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** A validator: the entropy of the secret is at least so many bits per character. */
export function atLeastEntropy(bits: number): (secret: string) => boolean {
  return (secret) => entropyOf(secret) >= bits;
}
