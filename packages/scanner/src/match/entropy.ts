/** Of a longer text the beginning stands for the rest. */
const sampled = 1024;

/** A count times its logarithm, by the count. */
const weights = Float64Array.from({ length: sampled + 1 }, (_, count) =>
  count === 0 ? 0 : count * Math.log2(count),
);
/** How often each code unit stands in the text that is being looked at; zeros between two of them. */
const counts = new Uint16Array(65_536);

/** Shannon's entropy of a text's UTF-16 code units, in bits per unit. */
export function entropyOf(text: string): number {
  const length = Math.min(text.length, sampled);
  if (length === 0) return 0;
  let weight = 0;
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    const count = counts[code] ?? 0;
    weight += (weights[count + 1] ?? 0) - (weights[count] ?? 0);
    counts[code] = count + 1;
  }
  for (let index = 0; index < length; index++) counts[text.charCodeAt(index)] = 0;
  return Math.log2(length) - weight / length;
}
