/** What every node of the schema says of itself. */
interface Described {
  /** One sentence for the documents and the comments of generated files. */
  about: string;
}

/** A mapping with known keys. */
export interface SectionNode extends Described {
  kind: 'section';
  keys: Readonly<Record<string, SchemaNode>>;
}

/** A mapping whose keys are names that the file gives. */
export interface NamedNode extends Described {
  kind: 'named';
  /** What the names are of: `server`. */
  of: string;
  item: SectionNode;
}

/** A list. */
export interface ListNode extends Described {
  kind: 'list';
  item: SectionNode | TextNode;
  /** The most entries. */
  most: number;
}

/** A string. */
export interface TextNode extends Described {
  kind: 'text';
  /** A path, taken from the folder of the file where it is relative. */
  isPath?: boolean;
  isRequired?: boolean;
  /** What is wrong with a value; undefined for a good one. */
  check?: (value: string) => string | undefined;
  /** The only values that make sense, for a "did you mean". */
  known?: () => readonly string[];
  /** Values besides those. */
  alsoKnown?: RegExp;
}

/** `true` or `false`. */
export interface FlagNode extends Described {
  kind: 'flag';
}

/** A number in a range. */
export interface NumberNode extends Described {
  kind: 'number';
  least: number;
  most: number;
  isWhole?: boolean;
}

/** One of a few words. */
export interface ChoiceNode<V extends string = string> extends Described {
  kind: 'choice';
  values: readonly V[];
  /** Words that Pipelock knows and Sallyport does not act on, and what to write instead. */
  lacking?: Readonly<Record<string, string>>;
  /** Whether an empty text stands for leaving the key out, as in files that Pipelock writes. */
  mayBeEmpty?: boolean;
}

/** A key of Pipelock's whose feature is not here. It is refused where the file turns it on. */
export interface LackingNode extends Described {
  kind: 'lacking';
  /** What to do instead. */
  instead: string;
}

/** A key of Pipelock's that changes nothing here. It is accepted, and said so. */
export interface NoEffectNode extends Described {
  kind: 'no-effect';
}

/** One key of the configuration. */
export type SchemaNode =
  | SectionNode
  | NamedNode
  | ListNode
  | TextNode
  | FlagNode
  | NumberNode
  | ChoiceNode
  | LackingNode
  | NoEffectNode;

/** What a file holds where the schema has this node. */
export type ValueOf<N> = N extends { kind: 'section'; keys: infer K }
  ? { readonly [Key in keyof K]?: ValueOf<K[Key]> }
  : N extends { kind: 'named'; item: infer I }
    ? Readonly<Record<string, ValueOf<I>>>
    : N extends { kind: 'list'; item: infer I }
      ? readonly ValueOf<I>[]
      : N extends { kind: 'text' }
        ? string
        : N extends { kind: 'flag' }
          ? boolean
          : N extends { kind: 'number' }
            ? number
            : N extends { kind: 'choice'; values: readonly (infer V)[] }
              ? V
              : never;
