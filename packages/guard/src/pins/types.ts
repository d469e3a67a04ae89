/** What a server says about itself, as its pin sees it. */
export interface ServerDefinition {
  /** The server's `instructions`, where it gives any. */
  instructions?: string;
  /** The members of `tools` as they came, unchanged. */
  tools: readonly unknown[];
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

/** What a list of tools comes to. */
export interface ToolsCheck {
  allowed: unknown[];
  withheld: WithheldTool[];
  /** Set when the instructions differ from the pinned ones: a host then leaves them out. */
  instructions?: { reason: 'changed' | 'poisoned'; diff: DefinitionChange[]; message: string };
  /** True when this was the first sight of the server, and it is pinned now. */
  firstUse: boolean;
}
