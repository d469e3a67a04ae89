import type { ScanBudget } from '../budget.js';
import { knownSecretLimits } from '../limits.js';
import type { Collector } from '../match/collector.js';
import type { VisitedString } from '../walk/visited-string.js';
import { Coverage } from './coverage.js';
import { addKnownSecret } from './add-known-secret.js';
import type { KnownSecret, KnownSecrets } from './known-secrets.js';

/** A string, or an end of it, and where that begins. */
interface Part {
  string: VisitedString;
  text: string;
  from: number;
}

/** Finds known secrets that are split over the strings of one message. */
export class SplitScan {
  readonly #strings: VisitedString[] = [];
  #characters = 0;

  constructor(
    readonly known: KnownSecrets,
    readonly budget: ScanBudget,
  ) {}

  /** Takes a string down: values only, up to the limits. */
  add(string: VisitedString): void {
    if (string.target === 'key' || string.text === '') return;
    if (this.#strings.length >= knownSecretLimits.joinedStrings) return;
    if (this.#characters + string.text.length > knownSecretLimits.joinedCharacters) return;
    this.#characters += string.text.length;
    this.#strings.push(string);
  }

  /** Looks at the strings together: joined in document order, by name and by value, and as pieces in any order. */
  report(collector: Collector): void {
    if (this.#strings.length < 2 || this.known.longest === 0) return;
    const found = new Set<string>();
    const orders = [
      this.#strings,
      [...this.#strings].sort((a, b) => compare(a.memberName ?? '', b.memberName ?? '')),
      [...this.#strings].sort((a, b) => compare(a.text, b.text)),
      [...this.#strings].reverse(),
    ];
    for (const strings of orders) this.#reportJoined(strings, collector, found);
    this.#reportPieces(collector, found);
  }

  #reportJoined(strings: readonly VisitedString[], collector: Collector, found: Set<string>): void {
    const parts = strings.flatMap((string) => this.#endsOf(string));
    const starts: number[] = [];
    let length = 0;
    for (const { text } of parts) {
      starts.push(length);
      length += text.length;
    }
    const joined = parts.map(({ text }) => text).join('');
    const across: { part: Part; hit: KnownSecret; at: number }[] = [];
    for (const hit of this.known.find(joined, (work) => this.budget.take(work))) {
      const index = starts.findLastIndex((start) => start <= hit.start);
      const part = parts[index];
      const at = hit.start - (starts[index] ?? 0);
      if (!part) continue;
      // Whole in one string: the scan of that string has said so.
      if (at + hit.end - hit.start <= part.text.length) found.add(hit.name);
      else across.push({ part, hit, at });
    }
    for (const { part, hit, at } of across) {
      if (found.has(hit.name)) continue;
      found.add(hit.name);
      addSplit(part.string, hit, part.from + at, collector);
    }
  }

  /** Of a long string only its ends can hold a part of what goes on in another. */
  #endsOf(string: VisitedString): Part[] {
    const { text } = string;
    const reach = this.known.longest;
    if (text.length <= 2 * reach) return [{ string, text, from: 0 }];
    const from = text.length - reach;
    return [
      { string, text: `${text.slice(0, reach)}\n`, from: 0 },
      { string, text: text.slice(from), from },
    ];
  }

  #reportPieces(collector: Collector, found: Set<string>): void {
    const { fragments, held } = this.known;
    const coverage = new Coverage(fragments.targets, 1);
    const first = new Map<number, { string: VisitedString; start: number }>();
    for (const string of this.#strings) {
      fragments.search(
        string.text,
        (work) => this.budget.take(work),
        (fragment) => {
          const target = fragments.targets[fragment.target];
          const secret = target && held[target.secret];
          if (!target || !secret) return;
          if (fragment.length >= target.text.length) found.add(secret.name);
          if (!first.has(fragment.target)) first.set(fragment.target, { string, start: fragment.start });
          if (!coverage.add(fragment, 0) || found.has(secret.name)) return;
          found.add(secret.name);
          const place = first.get(fragment.target);
          if (place) addSplit(place.string, secret, place.start, collector);
        },
      );
    }
  }
}

function addSplit(string: VisitedString, known: KnownSecret, start: number, collector: Collector): void {
  const span = { start, end: string.text.length, seen: string.text.slice(start) };
  addKnownSecret(
    string,
    known,
    { ...span, view: 'joined', how: 'split over the strings of the message' },
    collector,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
