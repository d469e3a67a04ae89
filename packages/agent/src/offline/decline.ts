/** Why the offline analyst did not answer. */
export type DeclineReason =
  /** Nothing to do with the data at hand. */
  | 'off-topic'
  /** Asks to change or remove data. */
  | 'destructive'
  /** Asks what will happen. */
  | 'prediction'
  /** Asks why something happened. */
  | 'causal'
  /** Names a column or value that no dataset has. */
  | 'unknown-term'
  /** Could not be read. */
  | 'not-understood'
  /** The programs it wrote failed. */
  | 'failed';

/**
 * What a declined assistant message carries in `providerData.sallyport`. The SDK keeps `providerData` as it is: it is in the
 * items of a run, in what the model streamed, and in the history that the next turn sends.
 */
export interface DeclineMarker {
  declined: true;
  reason: DeclineReason;
}

const reasons: readonly string[] = [
  'off-topic',
  'destructive',
  'prediction',
  'causal',
  'unknown-term',
  'not-understood',
  'failed',
] satisfies DeclineReason[];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The reason of a declined message; undefined when the item is not one. Takes a raw item or the run item around it. */
export function declineReason(item: unknown): DeclineReason | undefined {
  if (!isRecord(item)) return undefined;
  const raw = isRecord(item['rawItem']) ? item['rawItem'] : item;
  const providerData = raw['providerData'];
  if (!isRecord(providerData)) return undefined;
  const marker = providerData['sallyport'];
  if (!isRecord(marker) || marker['declined'] !== true) return undefined;
  const reason = marker['reason'];
  return typeof reason === 'string' && reasons.includes(reason) ? (reason as DeclineReason) : undefined;
}

/** Whether an output item is a message by which the offline analyst declined. */
export function isDecline(item: unknown): boolean {
  return declineReason(item) !== undefined;
}
