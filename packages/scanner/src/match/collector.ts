import { maskSecret, quoteText } from '../excerpt.js';
import { fingerprintFinding } from '../finding-fingerprint.js';
import type { Rule } from '../rule.js';
import type { Category, Direction, Finding, FiredSign, ScanLimits, Surface } from '../types.js';
import { formatPointer, type Place } from '../walk/pointer.js';
import type { VisitedString } from '../walk/visited-string.js';
import { formatStep, outermostSpan, type Step } from '../walk/within.js';

interface Draft {
  rule: Rule;
  category: Category;
  confidence: number;
  string: VisitedString;
  start: number;
  end: number;
  seen: string;
  isSecret: boolean;
  view: string;
  why: string;
  signs: FiredSign[] | undefined;
  value: string;
  /** The openings on the way into the string, the outermost first. */
  inside: readonly Step[];
}

/** What a detector has to say about a span of a string. */
export interface Observation {
  rule: Rule;
  confidence: number;
  start: number;
  end: number;
  view: string;
  /** The hostile text itself, or the secret (then `isSecret`). */
  seen: string;
  isSecret: boolean;
  why?: string;
  signs?: FiredSign[];
  /** What the fingerprint is of. Default: `seen`. */
  value?: string;
}

/** Gathers findings, drops what says the same of the same place, and writes them out with nothing secret in them. */
export class Collector {
  readonly #drafts: Draft[] = [];
  /** The drafts per string, so that overlaps are only looked for where they can be. */
  #current: { string: VisitedString; drafts: Draft[] } | undefined;
  /** Names of members that are themselves secrets, with what stands for them in pointers. */
  readonly #maskedNames = new Map<string, string>();

  readonly #categories: ReadonlySet<Category> | undefined;
  #isFull = false;

  constructor(
    readonly direction: Direction,
    readonly limits: Pick<ScanLimits, 'findings'>,
    /** Salts the fingerprints. */
    readonly salt?: string,
    /** The categories that are asked about. Default: all. */
    categories?: readonly Category[],
  ) {
    this.#categories = categories && new Set([...categories, 'malformed']);
  }

  /** Whether findings of a category are asked for: what finds no others need not run. */
  wants(category: Category): boolean {
    return this.#categories?.has(category) ?? true;
  }

  get count(): number {
    return this.#drafts.length;
  }

  /** Whether there was more to say than the limit allows. */
  get isFull(): boolean {
    return this.#isFull;
  }

  add(visited: VisitedString, given: Observation): void {
    if (!this.wants(categoryOf(given.rule, visited.surface))) return;
    const { string, inside, start, end } = outermostSpan(visited, given.start, given.end);
    const observation = { ...given, start, end };
    if (given.isSecret && visited.target === 'key') this.hideName(visited.text);
    if (this.#current?.string !== string) this.#current = { string, drafts: [] };
    const { drafts } = this.#current;
    const covering = drafts.find((draft) => isCovered(draft, observation));
    if (covering) {
      if (covering.rule === given.rule && covering.confidence < given.confidence) {
        Object.assign(covering, draftOf(string, observation, inside));
      }
      if (inside.length > covering.inside.length) covering.inside = inside;
      return;
    }
    const draft = draftOf(string, observation, inside);
    if (this.#push(draft)) drafts.push(draft);
  }

  /** From now on pointers do not spell this name out. */
  hideName(name: string): void {
    this.#maskedNames.set(name, maskSecret(name));
  }

  /** A finding about a definition, at a place of it. */
  addDefinition(rule: Rule, place: Place | undefined, seen: string, why: string = rule.why): void {
    if (!this.wants(rule.category)) return;
    const string: VisitedString = {
      text: seen,
      place,
      target: 'value',
      surface: 'definition',
      memberName: undefined,
    };
    const { confidence } = rule;
    this.#push(
      draftOf(string, { rule, confidence, start: 0, end: 0, seen, isSecret: false, view: 'raw', why }, []),
    );
  }

  /** A finding about the message as a whole: it is told of even when the collector is full. */
  addLimit(rule: Rule, place: Place | undefined): void {
    const surface = this.direction === 'client-to-server' ? 'argument' : 'result';
    const string: VisitedString = { text: '', place, target: 'value', surface, memberName: undefined };
    const { confidence } = rule;
    this.#drafts.push(
      draftOf(string, { rule, confidence, start: 0, end: 0, seen: '', isSecret: false, view: 'raw' }, []),
    );
  }

  /** Says of the findings of a string that is JSON which value they lie in. */
  locate(
    string: VisitedString,
    placesOf: (offsets: readonly number[]) => readonly (Place | undefined)[],
  ): void {
    if (this.#current?.string !== string) return;
    const drafts = this.#current.drafts.filter(({ inside }) => inside.length === 0);
    if (drafts.length === 0) return;
    const places = placesOf(drafts.map(({ start }) => start));
    for (const [index, draft] of drafts.entries()) draft.inside = [{ step: 'json', place: places[index] }];
  }

  findings(base = ''): Finding[] {
    return this.#drafts.map((draft) => {
      const { rule, string, isSecret, seen } = draft;
      const inside = draft.inside.map(({ step, place }) =>
        formatStep({ step, place: this.#maskNames(place) }),
      );
      return {
        rule: rule.id,
        title: rule.title,
        category: draft.category,
        severity: rule.severity,
        confidence: draft.confidence,
        direction: this.direction,
        surface: string.surface,
        pointer: base + formatPointer(this.#maskNames(string.place)),
        inside: inside.length === 0 ? undefined : inside.join('/'),
        target: string.target,
        start: draft.start,
        end: draft.end,
        excerpt: isSecret ? maskSecret(seen) : quoteText(seen),
        view: draft.view,
        why: draft.why,
        signs: draft.signs,
        fingerprint: fingerprintFinding(rule.id, draft.value, isSecret, this.salt),
        remedy: rule.remedy,
        references: [...rule.references],
      };
    });
  }

  #push(draft: Draft): boolean {
    this.#isFull ||= this.#drafts.length >= this.limits.findings;
    if (!this.#isFull) this.#drafts.push(draft);
    return !this.#isFull;
  }

  #maskNames(place: Place | undefined): Place | undefined {
    if (!place || this.#maskedNames.size === 0) return place;
    const name = this.#maskedNames.get(String(place.name)) ?? place.name;
    return { parent: this.#maskNames(place.parent), name };
  }
}

function draftOf(
  string: VisitedString,
  { rule, confidence, start, end, seen, isSecret, view, why, signs, value = seen }: Observation,
  inside: readonly Step[],
): Draft {
  return {
    rule,
    category: categoryOf(rule, string.surface),
    confidence: Math.round(confidence * 1000) / 1000,
    string,
    start,
    end,
    seen,
    isSecret,
    view,
    why: why ?? rule.why,
    signs,
    value,
    inside,
  };
}

/** What is said to a model where a server describes its tools is poison in them. */
function categoryOf({ category }: Rule, surface: Surface): Category {
  return category === 'prompt-injection' && surface === 'definition' ? 'tool-poisoning' : category;
}

/** Whether a draft already says as much of the same span: the same rule, or a more particular one about a secret. */
function isCovered(draft: Draft, observation: Observation): boolean {
  const { rule, start, end } = observation;
  const overlaps = draft.start < end && start < draft.end;
  if (!overlaps || isAnother(draft, observation)) return false;
  if (draft.rule === rule) return true;
  if (draft.category !== 'credential-leak' || rule.category !== 'credential-leak') return false;
  // What was found by its value is certain, whatever form it was taken for before.
  return !(draft.rule.kind === 'pattern' && rule.kind === 'computed');
}

/** Two secrets of one encoded stretch have one span, and are two. */
function isAnother(draft: Draft, { view, isSecret, seen }: Observation): boolean {
  const isOfOneView = draft.isSecret && isSecret && draft.view === view;
  return isOfOneView && !draft.seen.includes(seen) && !seen.includes(draft.seen);
}
