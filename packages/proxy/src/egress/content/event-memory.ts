import { contentLimits } from './limits.js';

/** A text that goes on from event to event, with what the latest event added. */
export interface CarriedText {
  readonly path: string;
  /** The end of what came before. */
  readonly before: string;
  readonly added: string;
}

interface Carried {
  text: string;
  last: string;
}

/**
 * Remembers the end of each text that the events of a stream carry on: the tokens of an answer stand at one place of
 * the JSON of each event (`/choices/0/delta/content`), and only together do they say something.
 */
export class EventMemory {
  readonly #texts = new Map<string, Carried>();

  /** Takes the data of the next event, and gives the texts that go on with it. */
  take(data: string): CarriedText[] {
    const carried: CarriedText[] = [];
    for (const [path, added] of stringsOf(data)) {
      const known = this.#texts.get(path);
      if (known?.last === added && added.length >= contentLimits.constantCharacters) continue;
      const before = known?.text ?? '';
      this.#texts.delete(path);
      const text = (before + added).slice(-contentLimits.carriedCharacters);
      this.#texts.set(path, { text, last: added });
      if (before !== '' && added !== '') carried.push({ path, before, added });
    }
    for (const path of this.#texts.keys()) {
      if (this.#texts.size <= contentLimits.carriedTexts) break;
      this.#texts.delete(path);
    }
    return carried;
  }

  /** Forgets a text that was reported. */
  forget(path: string): void {
    this.#texts.delete(path);
  }
}

/** The strings of the data by their places, where it is JSON; otherwise all of it, at one place. */
function stringsOf(data: string): Map<string, string> {
  const strings = new Map<string, string>();
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    // Data need not be JSON.
    return strings.set('', data);
  }
  const stack: { value: unknown; path: string; depth: number }[] = [{ value, path: '', depth: 0 }];
  for (let task = stack.pop(); task; task = stack.pop()) {
    const { value: item, path, depth } = task;
    if (typeof item === 'string') strings.set(path, (strings.get(path) ?? '') + item);
    if (strings.size >= contentLimits.eventStrings) break;
    if (typeof item !== 'object' || item === null || depth >= contentLimits.eventDepth) continue;
    for (const [name, inner] of Object.entries(item).reverse())
      stack.push({ value: inner, path: `${path}/${name}`, depth: depth + 1 });
  }
  return strings;
}
