/** The value below which a share of the samples lies, by the nearest-rank method. `share` is in 0..1. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((left, right) => left - right);
  return sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1] ?? Number.NaN;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/** A sample of the quickest tenth: what else a machine does only ever adds, so that ratios of these are the steadier. */
export function undisturbed(samples: readonly number[]): number {
  return percentile(samples, 0.1);
}
