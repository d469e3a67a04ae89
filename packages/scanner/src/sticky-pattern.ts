/** What rules and signs need of a sticky `RegExp`: the only kind of pattern that is tried at one place. */
export interface StickyPattern {
  readonly source: string;
  readonly flags: string;
  readonly sticky: boolean;
  /** Where the next try begins, in UTF-16 code units. */
  lastIndex: number;
  exec(text: string): RegExpExecArray | null;
  test(text: string): boolean;
}

/**
 * A pattern that is compiled when it is first tried. There are hundreds, of which a process tries few, and those that
 * look away from case in every script take some 0.1 ms each.
 */
export class DeferredPattern implements StickyPattern {
  lastIndex = 0;
  readonly #flags: string;
  #compiled: RegExp | undefined;

  /** @param flags those besides `y`. */
  constructor(
    readonly source: string,
    flags = '',
  ) {
    this.#flags = `${flags}y`;
  }

  get flags(): string {
    return this.#flags;
  }

  get sticky(): boolean {
    return true;
  }

  /** @throws SyntaxError where the source is no pattern. */
  exec(text: string): RegExpExecArray | null {
    const pattern = (this.#compiled ??= new RegExp(this.source, this.#flags));
    pattern.lastIndex = this.lastIndex;
    const match = pattern.exec(text);
    this.lastIndex = pattern.lastIndex;
    return match;
  }

  test(text: string): boolean {
    return this.exec(text) !== null;
  }
}
