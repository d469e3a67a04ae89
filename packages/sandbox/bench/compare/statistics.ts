import { percentile } from '@sallyport/testing/figures';

/** A sample of the quickest tenth: what else a machine does only ever adds, so that ratios of these are the steadier. */
export function undisturbed(samples: readonly number[]): number {
  return percentile(samples, 0.1);
}
