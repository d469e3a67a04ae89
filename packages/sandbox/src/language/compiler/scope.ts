import type { FunctionFacts } from '../analysis.js';
import type { Cell } from '../values.js';
import type { Frame } from '../runtime/function-code.js';

/** How a name was declared, which decides whether it may be assigned to. */
type BindingKind = 'const' | 'let' | 'var' | 'function' | 'parameter' | 'import';

/** A variable. Captured ones live in a cell inside their slot, the others in the slot itself. */
export interface Binding {
  readonly name: string;
  readonly kind: BindingKind;
  readonly slot: number;
  readonly captured: boolean;
  readonly owner: FunctionScope;
  /** Whether code that follows in the text can rely on its being initialised. */
  ready: boolean;
  /** Declared in a `switch`, where a later case may run without the declaration. */
  readonly uncertain: boolean;
}

/** The variables of one function, and the cells that it takes from outside. */
export class FunctionScope {
  readonly parent: FunctionScope | undefined;
  readonly facts: FunctionFacts;
  slotCount = 1;
  readonly captures: Binding[] = [];

  constructor(parent: FunctionScope | undefined, facts: FunctionFacts) {
    this.parent = parent;
    this.facts = facts;
  }

  /** Where a captured variable of an outer function lies in the list of cells. */
  captureIndex(binding: Binding): number {
    const index = this.captures.indexOf(binding);
    return index === -1 ? this.captures.push(binding) - 1 : index;
  }

  /** How to fetch the cell of a captured variable in a frame of this function. */
  cellReader(binding: Binding): (frame: Frame) => Cell {
    if (binding.owner === this) {
      const { slot } = binding;
      return (frame) => frame[slot] as Cell;
    }
    const index = this.captureIndex(binding);
    return (frame) => (frame[0] as readonly Cell[])[index] as Cell;
  }
}

/** The names of one block. */
export class BlockScope {
  readonly parent: BlockScope | undefined;
  readonly owner: FunctionScope;
  readonly bindings = new Map<string, Binding>();
  readonly #uncertain: boolean;

  constructor(parent: BlockScope | undefined, owner: FunctionScope, uncertain = false) {
    this.parent = parent;
    this.owner = owner;
    this.#uncertain = uncertain;
  }

  declare(name: string, kind: BindingKind): Binding {
    const existing = this.bindings.get(name);
    if (existing !== undefined) return existing;
    const binding: Binding = {
      name,
      kind,
      slot: this.owner.slotCount++,
      captured: this.owner.facts.innerNames.has(name),
      owner: this.owner,
      ready: kind === 'var' || kind === 'parameter' || kind === 'function' || kind === 'import',
      uncertain: this.#uncertain && (kind === 'const' || kind === 'let'),
    };
    this.bindings.set(name, binding);
    return binding;
  }

  resolve(name: string): Binding | undefined {
    return this.bindings.get(name) ?? this.parent?.resolve(name);
  }

  /** Every name that can be read here, for did-you-mean. */
  visibleNames(): string[] {
    return [...this.bindings.keys(), ...(this.parent?.visibleNames() ?? [])];
  }
}
