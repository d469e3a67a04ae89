const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The durations and bounds of the certificate authority, each in the unit that its name says. */
export const limits = {
  /** Validity of the authority's own certificate. */
  authorityValidityMs: 5 * 365 * DAY_MS,
  /** Validity of a leaf, unless asked otherwise. */
  leafValidityMs: 30 * DAY_MS,
  /** The longest validity of a leaf that can be asked for. */
  leafValidityMaxMs: 397 * DAY_MS,
  /** Until when a revocation list counts; an older one refuses everyone, so it is re-signed well before. */
  revocationListValidityMs: 30 * DAY_MS,
  /** A leaf or list is renewed when less than this share of its validity remains. */
  renewBelowShare: 1 / 3,
  /** How far a certificate's start lies in the past, for clocks that differ. */
  backdateMs: 5 * 60_000,
  /** Bytes of a serial number (RFC 5280 allows 20). */
  serialBytes: 16,
  /** Characters of a name. */
  nameLength: 63,
  /** How long to wait for another process that works in the folder. */
  lockWaitMs: 15_000,
  /** How often the folder is looked at for changes, besides the system's notifications. */
  watchPollMs: 1_000,
  /** How long changes must rest before a watcher reports them. */
  watchSettleMs: 100,
  /** How often a deployment looks for what nears its end, and says that it is alive. */
  deployCheckMs: 60_000,
  /** A deployment that has not said so for this long is not well. */
  deployStaleMs: 180_000,
  /** Bytes of a plan of deployment. */
  planBytes: 65_536,
  /** How often a certificate and its key are read again when a renewal was caught halfway. */
  readAttempts: 20,
} as const;
