import type { PinnedKind } from './pin-record.js';

/** What a server says about itself, as its pin sees it. */
export interface ServerDefinition {
  /** The server's `instructions`; absent where it gives none, `null` where they are not looked at this time. */
  instructions?: string | null;
  /** The members of `tools` (or of what `kind` names) as they came, unchanged; `null` where only the instructions came. */
  tools: readonly unknown[] | null;
  /** What the members of `tools` are. Default `tools`. */
  kind?: PinnedKind;
  /**
   * Whether this page goes on with a list whose first page was the first use of the server: then its tools are trusted
   * as the first page's were.
   */
  continuesFirstUse?: boolean;
}

/** How one definition differs from the pinned one. */
export interface DefinitionChange {
  /** RFC 6901 pointer into the definition. */
  pointer: string;
  kind: 'added' | 'removed' | 'changed';
  /** As JSON, cut to a readable length; may hold hostile text. */
  before?: string;
  after?: string;
}

/** Why something of a server is withheld. */
export type WithheldReason =
  /** It differs from what was pinned. */
  | 'changed'
  /** It was not there when the server was pinned. */
  | 'not-pinned'
  /** The scanner found it poisoned; it is not pinned either. */
  | 'poisoned'
  /** It has no name, or its name is taken by another of the same list. */
  | 'unusable-name';

/** A tool that is kept from the client, and why. */
export interface WithheldTool {
  /** The definition as it came. */
  tool: unknown;
  name: string;
  reason: WithheldReason;
  diff: DefinitionChange[];
  /** One sentence with the next step. */
  message: string;
}

/** A tool that bears the name of another server's, and differs from it. */
export interface ShadowingTool {
  name: string;
  /** The other server. */
  other: string;
  message: string;
}

/** What a list of tools comes to. */
export interface ToolsCheck {
  allowed: unknown[];
  withheld: WithheldTool[];
  /** Set when the instructions differ from the pinned ones: a host then leaves them out. */
  instructions?: { reason: 'changed' | 'poisoned'; diff: DefinitionChange[]; message: string };
  /** Tools that share their name with a different one of another server in the same store. They are not withheld. */
  shadowing: ShadowingTool[];
  /** True when this was the first sight of the server, and it is pinned now. */
  firstUse: boolean;
}
