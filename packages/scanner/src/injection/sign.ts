/**
 * What a sign speaks of. Signs of different kinds add up to a score; of one kind the strongest counts, and one more by
 * half, so that saying one thing ten times does not make it sure.
 */
export type FeatureKind =
  | 'override'
  | 'forged-role'
  | 'addressee'
  | 'concealment'
  | 'exfiltration'
  | 'sensitive-object'
  | 'command'
  | 'persona'
  | 'pressure'
  | 'persistence'
  | 'cross-tool'
  | 'classifier';

/** One sign of an instruction where there should be data, however it is seen. */
export interface Sign {
  id: string;
  kind: FeatureKind;
  /** Completes the sentence “the text …”. */
  says: string;
  /** 0 to 1: how sure this sign alone makes, in what a server answers and in what it says of itself. */
  weight: { result: number; definition: number };
  /** Whether it is made of everyday words, so that a long text holds it by chance sooner than a short one. */
  isLoose?: boolean;
  /** Whether it is code, which code marks and fences show as it is used, and do not merely mention. */
  isCode?: boolean;
}
