import { ScanBudget } from './budget.js';
import { SeedWords } from './credentials/seed-words.js';
import { SplitScan } from './known-secrets/split-scan.js';
import { addPlantedValue } from './injection/planted-value.js';
import { costs, limits, openingLimits } from './limits.js';
import { Collector } from './match/collector.js';
import { isAssignmentName } from './match/probes.js';
import { scanAssignment, scanString, type StringScan } from './match/scan-string.js';
import { limitRules } from './rules/limit-rules.js';
import type { Finding, ScanLimits, ScanOptions, Surface } from './types.js';
import { isEncodedMember, looksLikeJson, openBytes, openJson, placesIn } from './walk/opened.js';
import type { VisitedString } from './walk/visited-string.js';

/** Longest value that is read together with its name. */
const assignedLength = 4096;
/** Values up to so many characters are remembered when nothing was found in them, until they come to so many together. */
const rememberedLength = 256;
const mostRemembered = 262_144;
/** Numbers of fewer digits are only looked at together with their names. */
const shortestNumber = 9;

/** The scan of one message: takes its strings in document order, opens what can be opened, and gathers what is found. */
export class MessageScan {
  readonly limits: ScanLimits;
  readonly budget: ScanBudget;
  readonly collector: Collector;
  readonly #scan: StringScan;
  readonly #split: SplitScan | undefined;
  readonly #seedWords: SeedWords;
  readonly #cleanNames = new Map<Surface, Set<string>>();
  readonly #cleanValues = new Map<Surface, Set<string>>();
  #remembered = 0;
  readonly #assignmentNames = new Map<string, boolean>();

  constructor({
    direction,
    categories,
    limits: given,
    knownSecrets,
    customRules,
    classifier,
    fingerprintSalt,
  }: ScanOptions) {
    this.limits = { ...limits, ...given };
    this.budget = new ScanBudget(this.limits);
    this.collector = new Collector(direction, this.limits, fingerprintSalt, categories);
    this.#scan = { budget: this.budget, collector: this.collector, knownSecrets, classifier, customRules };
    this.#split =
      knownSecrets && this.collector.wants('credential-leak')
        ? new SplitScan(knownSecrets, this.budget)
        : undefined;
    this.#seedWords = new SeedWords(this.collector);
  }

  /** Takes the next string or name. */
  string(string: VisitedString, openings = 0): void {
    if (openings === 0) this.budget.addText(string.text.length);
    if (string.target === 'key') {
      this.#name(string);
      return;
    }
    this.#value(string, openings);
    this.#split?.add(string);
    if (openings === 0) this.#seedWords.add(string);
    this.#assigned(string);
    addPlantedValue(string, this.collector);
  }

  /** Takes the next number, as its digits. */
  number(string: VisitedString): void {
    if (string.text.length >= shortestNumber) scanString(string, this.#scan, 'plain-secrets');
    this.#assigned(string);
  }

  /** What was found, once all strings were taken. */
  end(base?: string): Finding[] {
    this.#seedWords.flush();
    this.#split?.report(this.collector);
    if (this.budget.reached) this.collector.addLimit(limitRules[this.budget.reached], undefined);
    if (this.collector.isFull) this.collector.addLimit(limitRules.findings, undefined);
    return this.collector.findings(base);
  }

  /** Rows of a table repeat their names; a name found clean is clean wherever it stands. */
  #name(string: VisitedString): void {
    const { text, surface } = string;
    const clean = cleanOf(this.#cleanNames, surface);
    if (clean.has(text)) return;
    const before = this.collector.count;
    scanString(string, this.#scan);
    if (this.collector.count === before && clean.size < mostRemembered) clean.add(text);
  }

  /** Columns repeat their values: a short one that was found clean is clean in every row. */
  #value(string: VisitedString, openings: number): void {
    const { text, surface } = string;
    if (text.length > rememberedLength || isEncodedMember(string)) {
      this.#open(string, openings);
      return;
    }
    const clean = cleanOf(this.#cleanValues, surface);
    if (clean.has(text)) return;
    const before = this.collector.count;
    this.#open(string, openings);
    if (this.collector.count !== before || this.#remembered > mostRemembered) return;
    clean.add(text);
    this.#remembered += text.length;
  }

  #open(string: VisitedString, openings: number): void {
    const canOpen = openings < openingLimits.depth;
    const bytes = canOpen ? openBytes(string) : undefined;
    if (bytes && this.budget.takeView(0, bytes.text.length)) {
      scanString(string, this.#scan, 'plain-secrets');
      this.#open(bytes, openings + 1);
      return;
    }
    const { text } = string;
    const inner =
      canOpen && looksLikeJson(text) && this.budget.takeView(0, text.length)
        ? openJson(string, this.limits, this.#split !== undefined)
        : undefined;
    scanString(string, this.#scan, inner ? 'plain-secrets' : 'all');
    if (!inner) return;
    if (!string.within) {
      this.collector.locate(string, (offsets) => placesIn(text, offsets, this.limits.depth));
    }
    for (const each of inner) this.string(each, openings + 1);
  }

  #assigned(string: VisitedString): void {
    const { memberName, text } = string;
    if (memberName === undefined || text.length > assignedLength) return;
    if (!this.collector.wants('credential-leak')) return;
    let isAssignment = this.#assignmentNames.get(memberName);
    if (isAssignment === undefined) {
      if (!this.budget.take(costs.name + memberName.length * costs.searchedCharacter)) return;
      isAssignment = isAssignmentName(memberName);
      if (this.#assignmentNames.size < mostRemembered) this.#assignmentNames.set(memberName, isAssignment);
    }
    if (isAssignment) scanAssignment(string, this.#scan);
  }
}

function cleanOf(known: Map<Surface, Set<string>>, surface: Surface): Set<string> {
  let clean = known.get(surface);
  if (!clean) known.set(surface, (clean = new Set()));
  return clean;
}
