import type { ScanBudget } from '../budget.js';
import { knownSecretLimits } from '../limits.js';
import type { Collector } from '../match/collector.js';
import type { VisitedString } from '../walk/visited-string.js';
import { Coverage } from './coverage.js';
import { addKnownSecret } from './add-known-secret.js';
import type { KnownSecret, KnownSecrets } from './known-secrets.js';

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
    this.#reportJoined(this.#strings, collector, found);
    // Who may choose the order has few strings to order; the rows of a table come as they come.
    if (this.#strings.length <= knownSecretLimits.orderedStrings) {
      for (const strings of otherOrdersOf(this.#strings)) this.#reportJoined(strings, collector, found);
    }
    this.#reportPieces(collector, found);
  }

  #reportJoined(strings: readonly VisitedString[], collector: Collector, found: Set<string>): void {
    const reach = this.known.longest;
    const starts: number[] = [];
    let joined = '';
    for (const { text } of strings) {
      starts.push(joined.length);
      // Of a long string only its ends can hold a part of what goes on in another.
      joined += text.length <= 2 * reach ? text : `${text.slice(0, reach)}\n${text.slice(-reach)}`;
    }
    const across: { string: VisitedString; hit: KnownSecret; at: number }[] = [];
    for (const hit of this.known.find(joined, (work) => this.budget.take(work))) {
      const index = starts.findLastIndex((start) => start <= hit.start);
      const string = strings[index];
      if (!string) continue;
      // Whole in one string: the scan of that string has said so.
      if (hit.end <= (starts[index + 1] ?? joined.length)) found.add(hit.name);
      else across.push({ string, hit, at: string.text.length - ((starts[index + 1] ?? 0) - hit.start) });
    }
    for (const { string, hit, at } of across) {
      if (found.has(hit.name)) continue;
      found.add(hit.name);
      addSplit(string, hit, at, collector);
    }
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

/** By the names of the members, by what they hold, and backwards. */
function otherOrdersOf(strings: readonly VisitedString[]): VisitedString[][] {
  return [
    [...strings].sort((a, b) => compare(a.memberName ?? '', b.memberName ?? '')),
    [...strings].sort((a, b) => compare(a.text, b.text)),
    [...strings].reverse(),
  ];
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
