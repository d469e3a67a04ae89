import { isObject } from './messages.js';

/** A piece of the text that another takes the place of. */
interface Edit {
  start: number;
  end: number;
  text: string;
}

/**
 * The JSON text of a value that was made from another by taking out and replacing parts of it, with every other byte as
 * it was: numbers keep their digits, members their order and white space. Undefined where the text cannot be followed,
 * as where a member is there twice.
 *
 * @param text the JSON text of `before`.
 * @param after shares with `before` what was not changed.
 */
export function editJson(text: string, before: unknown, after: unknown): string | undefined {
  const editor = new JsonEditor(text);
  if (!editor.value(before, after)) return undefined;
  return editor.edits.reduceRight(
    (rest, { start, end, text: put }) => rest.slice(0, start) + put + rest.slice(end),
    text,
  );
}

class JsonEditor {
  readonly edits: Edit[] = [];
  #at = 0;

  constructor(private readonly text: string) {}

  /** Reads the value at the cursor, and edits it where the two differ. False where the text is not as expected. */
  value(before: unknown, after: unknown): boolean {
    this.#space();
    const start = this.#at;
    const isSameShape = Array.isArray(before) ? Array.isArray(after) : isObject(before) && isObject(after);
    if (before !== after && isSameShape) {
      if (this.text[start] !== (Array.isArray(before) ? '[' : '{')) return false;
      return Array.isArray(before)
        ? this.#array(before, after as unknown[])
        : this.#object(before as Record<string, unknown>, after as Record<string, unknown>);
    }
    this.#skip();
    if (before !== after) this.edits.push({ start, end: this.#at, text: JSON.stringify(after) });
    return true;
  }

  #object(before: Record<string, unknown>, after: Record<string, unknown>): boolean {
    const seen = new Set<string>();
    const isWhole = this.#items('}', (isKept) => {
      this.#space();
      const from = this.#at;
      this.#skip();
      const name = JSON.parse(this.text.slice(from, this.#at)) as string;
      this.#space();
      this.#at++;
      if (seen.has(name) || !Object.hasOwn(before, name)) return undefined;
      seen.add(name);
      if (!Object.hasOwn(after, name)) {
        this.#space();
        this.#skip();
        return false;
      }
      return this.value(before[name], after[name]) ? isKept : undefined;
    });
    return isWhole && Object.keys(after).every((name) => seen.has(name));
  }

  /** An array of the same length is edited item by item; of a shorter one, the items that are not in it are left out. */
  #array(before: readonly unknown[], after: readonly unknown[]): boolean {
    const isSameLength = before.length === after.length;
    let index = 0;
    let kept = 0;
    const isWhole = this.#items(']', (isKept) => {
      const item = before[index++];
      const same = isSameLength || item === after[kept];
      const next = same ? after[kept++] : item;
      if (!this.value(item, next)) return undefined;
      return same ? isKept : false;
    });
    return isWhole && kept === after.length;
  }

  /**
   * Reads the items up to the closing mark. `read` gives true for one that stays, false for one that goes, undefined
   * where the text is not as expected.
   */
  #items(close: string, read: (isKept: true) => boolean | undefined): boolean {
    this.#at++;
    let hasKept = false;
    let from = this.#at;
    this.#space();
    if (this.text[this.#at] === close) {
      this.#at++;
      return true;
    }
    for (;;) {
      const isKept = read(true);
      if (isKept === undefined) return false;
      const end = this.#at;
      this.#space();
      const mark = this.text[this.#at];
      this.#at++;
      // The comma before an item goes with it; before the first one that stays, the one behind those that went.
      if (!isKept) {
        const isMore = mark === ',' && !hasKept;
        this.edits.push({ start: from, end: isMore ? this.#at : end, text: '' });
        from = isMore ? this.#at : this.#at - 1;
      } else {
        hasKept = true;
        from = this.#at - 1;
      }
      if (mark === close) return true;
      if (mark !== ',') return false;
    }
  }

  /** Passes over one value. The text is known to be JSON. */
  #skip(): void {
    let depth = 0;
    do {
      const mark = this.text[this.#at];
      if (mark === '"') this.#skipString();
      else if (mark === '{' || mark === '[') {
        depth++;
        this.#at++;
      } else if (mark === '}' || mark === ']') {
        depth--;
        this.#at++;
      } else if (depth > 0) this.#at++;
      else while (this.#at < this.text.length && !/[\s,\]}:]/.test(this.text[this.#at] ?? '')) this.#at++;
    } while (depth > 0 && this.#at < this.text.length);
  }

  #skipString(): void {
    for (this.#at++; this.text[this.#at] !== '"'; this.#at++) {
      if (this.text[this.#at] === '\\') this.#at++;
      if (this.#at >= this.text.length) return;
    }
    this.#at++;
  }

  #space(): void {
    while (/[\t\n\r ]/.test(this.text[this.#at] ?? '')) this.#at++;
  }
}
