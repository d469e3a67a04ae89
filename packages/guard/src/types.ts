import type { Approval } from './approvals/approval.js';
import type { Category, Direction, Finding } from '@sallyport/scanner';

/** What is done with a message, from the mildest to the hardest. */
export type Action =
  | 'allow'
  | 'warn'
  | 'strip'
  /** A person is asked; where nobody can be, or nobody answers in time, it is a block. */
  | 'ask'
  | 'block';

/** One step of a category's policy: findings at least this sure get this action. */
export interface PolicyStep {
  action: Action;
  /** The least confidence, 0 to 1. */
  threshold: number;
  /** Only for messages that travel this way. */
  direction?: Direction;
}

/** The steps per category. The hardest action whose threshold is reached wins; with none, the finding is allowed. */
export type CategorySteps = Readonly<Record<Category, readonly PolicyStep[]>>;

/** A different set of steps for one server or one tool. All the fields given must match; later ones win. */
export interface PolicyOverride {
  server?: string;
  tool?: string;
  categories: Partial<CategorySteps>;
}

/** A finding that is known and accepted. At least `rule` is named; every further field given must match too. */
export interface Suppression {
  rule: string;
  server?: string;
  tool?: string;
  /**
   * The exact pointer, with or without the finding's `inside`, or one that ends in `/*` for everything below:
   * `/result/content/0/text/~json/rows/*`.
   */
  pointer?: string;
  /** The finding's fingerprint: this one value and no other. A finding without a fingerprint is not covered. */
  fingerprint?: string;
  /** Why it is accepted: kept in the audit log. */
  reason: string;
  /** ISO 8601; from then on it no longer counts. */
  expires?: string;
}

/** What becomes of tools that changed since they were pinned: withheld, let through with a warning, or not looked at. */
export type PinMode = 'withhold' | 'warn' | 'off';

/** A policy is data: what to do about which findings. */
export interface Policy {
  name: string;
  categories: CategorySteps;
  pins: PinMode;
  /** The steps of single rules, by their ids: they go before those of the category. */
  rules?: Readonly<Record<string, readonly PolicyStep[]>>;
  overrides: readonly PolicyOverride[];
  suppressions: readonly Suppression[];
}

/** The names of the {@link presets}. */
export type PresetName = 'balanced' | 'strict' | 'audit' | 'generic-agent' | 'claude-code';

/** Where a decision is made. Without `now` a suppression that expires counts as expired. */
export interface DecisionContext {
  server?: string;
  tool?: string;
  /** Milliseconds since the epoch. */
  now?: number;
}

/** A finding that does not count, and why. */
export interface SuppressedFinding extends Finding {
  suppressedBy: Suppression;
}

/** What a policy says about a set of findings. */
export interface Verdict {
  action: Action;
  /** The findings that count. */
  findings: Finding[];
  /** Those that a suppression covers. */
  suppressed: SuppressedFinding[];
  /** Suppressions that would cover a finding that counts, had they not expired. */
  expired: Suppression[];
  /** One sentence. */
  reason: string;
  /** The finding that decided; absent where the action is `allow`. */
  decisive?: Finding;
}

/** Who sends what to whom, as far as the transport knows. */
export interface InspectionContext {
  direction: Direction;
  /** The server's name in the configuration. */
  server: string;
  /** The tool, where the message itself does not name it (a result). */
  tool?: string;
  /** The method that a result answers. */
  method?: string;
  /** Which messages belong together, over all servers: with it, the flow of data over calls is followed. Never recorded. */
  session?: string;
  runId?: string;
  conversationId?: string;
  identity?: string;
}

/** What came of one message. */
export interface Inspection {
  verdict: Verdict;
  context: InspectionContext;
  /** The audit event, where one was written (always for strip and block). */
  eventId?: string;
  /** What to forward: the very message given, or a stripped copy. Never forward it when the verdict is `ask` or `block`. */
  message: unknown;
  /** The question, where the verdict is `ask`: wait for its answer, and hand that to the guard's `settle`. */
  approval?: Approval;
}

/** What a guard tells its host about, besides the audit log. */
export interface GuardEvent {
  eventId: string;
  action: Action;
  context: InspectionContext;
  findings: Finding[];
  reason: string;
  /** The question, where the action is `ask`. */
  approval?: Approval;
}
