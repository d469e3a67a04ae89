import type { Literal, LiteralColumn } from './plan.js';
import type { ValidNode } from './valid-plan.js';

/** The arguments of one step, read by name and kind. Validation has made sure that the kinds are right. */
export class Arguments {
  readonly #node: ValidNode;

  constructor(node: ValidNode) {
    this.#node = node;
  }

  has(name: string): boolean {
    return this.#node.args.has(name);
  }

  text(name: string): string | undefined {
    return this.#node.args.get(name) as string | undefined;
  }

  number(name: string): number | undefined {
    return this.#node.args.get(name) as number | undefined;
  }

  boolean(name: string): boolean | undefined {
    return this.#node.args.get(name) as boolean | undefined;
  }

  texts(name: string): string[] | undefined {
    const texts = this.#node.args.get(name) as readonly string[] | undefined;
    return texts === undefined ? undefined : [...texts];
  }

  booleans(name: string): readonly boolean[] {
    return (this.#node.args.get(name) ?? []) as readonly boolean[];
  }

  literal(name: string): Literal {
    return (this.#node.args.get(name) ?? null) as Literal;
  }

  literals(name: string): readonly Literal[] {
    return (this.#node.args.get(name) ?? []) as readonly Literal[];
  }

  /** Pairs of a column and its new name, or its type. */
  pairs(name: string): readonly (readonly [string, string])[] {
    return (this.#node.args.get(name) ?? []) as readonly (readonly [string, string])[];
  }

  table(name: string): readonly LiteralColumn[] {
    return (this.#node.args.get(name) ?? []) as readonly LiteralColumn[];
  }

  node(name: string): ValidNode | undefined {
    return this.#node.args.get(name) as ValidNode | undefined;
  }

  nodes(name: string): readonly ValidNode[] {
    return (this.#node.args.get(name) ?? []) as readonly ValidNode[];
  }
}
